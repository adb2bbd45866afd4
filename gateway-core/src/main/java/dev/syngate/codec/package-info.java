/// The protocols of generation, each read into the hub and written from it. Pure: bytes in, values
/// out; no clock, log, money or client.
@NullMarked
package dev.syngate.codec;

import org.jspecify.annotations.NullMarked;
