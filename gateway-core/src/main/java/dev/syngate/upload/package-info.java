/// Forms with files on their way through: read as they come, never whole in memory.
@NullMarked
package dev.syngate.upload;

import org.jspecify.annotations.NullMarked;
