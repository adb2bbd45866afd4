/// From an empty gateway to the first answer.
@NullMarked
package dev.syngate.ui.firstrun;

import org.jspecify.annotations.NullMarked;
