/// The thoughts that providers want back, for clients that do not send them.
@NullMarked
package dev.syngate.seals;

import org.jspecify.annotations.NullMarked;
