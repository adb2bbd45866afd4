/// What was used, by whom, over time.
@NullMarked
package dev.syngate.ui.usage;

import org.jspecify.annotations.NullMarked;
