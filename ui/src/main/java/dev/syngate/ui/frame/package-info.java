/// The frame around every page: top bar, sidebar, drawers, sheets and toasts.
@NullMarked
package dev.syngate.ui.frame;

import org.jspecify.annotations.NullMarked;
