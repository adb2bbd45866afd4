/// Exact amounts and multipliers; integers only.
@NullMarked
package dev.syngate.money;

import org.jspecify.annotations.NullMarked;
