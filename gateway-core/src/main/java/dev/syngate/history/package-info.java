/// The chat's own history.
@NullMarked
package dev.syngate.history;

import org.jspecify.annotations.NullMarked;
