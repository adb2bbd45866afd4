/// The facade that the window and the command line use.
@NullMarked
package dev.syngate.gateway;

import org.jspecify.annotations.NullMarked;
