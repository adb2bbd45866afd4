/// What the window's pages read at once, each with a version, so that what did not change is not
/// read again.
@NullMarked
package dev.syngate.views;

import org.jspecify.annotations.NullMarked;
