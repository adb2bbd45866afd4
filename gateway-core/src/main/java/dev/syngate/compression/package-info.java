/// The compressions of HTTP bodies.
@NullMarked
package dev.syngate.compression;

import org.jspecify.annotations.NullMarked;
