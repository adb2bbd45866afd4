/// What helps others to find out why Syngate does not work, without telling them a secret.
@NullMarked
package dev.syngate.diagnostics;

import org.jspecify.annotations.NullMarked;
