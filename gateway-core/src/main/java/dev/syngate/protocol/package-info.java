/// Wire formats: reading requests, replies and server-sent events.
@NullMarked
package dev.syngate.protocol;

import org.jspecify.annotations.NullMarked;
