/// The groups: multipliers, and what their keys may use.
@NullMarked
package dev.syngate.ui.groups;

import org.jspecify.annotations.NullMarked;
