/// The small vocabulary that pages are built from.
@NullMarked
package dev.syngate.ui.parts;

import org.jspecify.annotations.NullMarked;
