/// How long request records and hourly sums are kept, and what removes them.
@NullMarked
package dev.syngate.retention;

import org.jspecify.annotations.NullMarked;
