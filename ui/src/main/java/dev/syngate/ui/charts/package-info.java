/// Charts: the same one on every page.
@NullMarked
package dev.syngate.ui.charts;

import org.jspecify.annotations.NullMarked;
