/// Who may call: API keys, groups, restrictions and rate limits.
@NullMarked
package dev.syngate.access;

import org.jspecify.annotations.NullMarked;
