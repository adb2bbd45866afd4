/// The record of every call that came through the gateway.
@NullMarked
package dev.syngate.requestlog;

import org.jspecify.annotations.NullMarked;
