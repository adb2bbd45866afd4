/// Keeps provider credentials encrypted at rest.
@NullMarked
package dev.syngate.secrets;

import org.jspecify.annotations.NullMarked;
