/// Between the FX thread and all others.
@NullMarked
package dev.syngate.ui.fx;

import org.jspecify.annotations.NullMarked;
