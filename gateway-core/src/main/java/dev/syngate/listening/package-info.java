/// Where the gateway listens: what was chosen, and who has the port already.
@NullMarked
package dev.syngate.listening;

import org.jspecify.annotations.NullMarked;
