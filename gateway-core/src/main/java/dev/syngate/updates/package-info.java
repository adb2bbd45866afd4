/// Looks for newer versions, where a person wants that: a signed announcement behind an address.
@NullMarked
package dev.syngate.updates;

import org.jspecify.annotations.NullMarked;
