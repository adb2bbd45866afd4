/// Durable, ordered maps of bytes; the only room that knows a storage engine.
@NullMarked
package dev.syngate.store;

import org.jspecify.annotations.NullMarked;
