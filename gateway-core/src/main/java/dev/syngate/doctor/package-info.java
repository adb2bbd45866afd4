/// Looks at what Syngate needs of its machine.
@NullMarked
package dev.syngate.doctor;

import org.jspecify.annotations.NullMarked;
