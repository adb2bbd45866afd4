/// Records in the forms that other programs read.
@NullMarked
package dev.syngate.export;

import org.jspecify.annotations.NullMarked;
