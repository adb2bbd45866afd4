/// The icon beside the clock, where the system has room for one.
@NullMarked
package dev.syngate.ui.tray;

import org.jspecify.annotations.NullMarked;
