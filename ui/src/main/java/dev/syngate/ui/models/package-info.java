/// The models with their prices.
@NullMarked
package dev.syngate.ui.models;

import org.jspecify.annotations.NullMarked;
