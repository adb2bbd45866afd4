/// The order of everything that happens to one call.
@NullMarked
package dev.syngate.pipeline;

import org.jspecify.annotations.NullMarked;
