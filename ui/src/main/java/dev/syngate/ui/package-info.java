/// The window.
@NullMarked
package dev.syngate.ui;

import org.jspecify.annotations.NullMarked;
