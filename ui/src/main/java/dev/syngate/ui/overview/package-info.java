/// The gateway at a glance.
@NullMarked
package dev.syngate.ui.overview;

import org.jspecify.annotations.NullMarked;
