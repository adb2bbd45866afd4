/// Backups of the whole data directory: made while the gateway works, checked, restored.
@NullMarked
package dev.syngate.backup;

import org.jspecify.annotations.NullMarked;
