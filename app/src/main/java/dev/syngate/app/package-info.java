/// The program: its start, its command line and its lifecycle.
@NullMarked
package dev.syngate.app;

import org.jspecify.annotations.NullMarked;
