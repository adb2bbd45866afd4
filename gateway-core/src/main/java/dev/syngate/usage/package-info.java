/// What was used: requests, tokens, cost and errors, summed per hour and per day.
@NullMarked
package dev.syngate.usage;

import org.jspecify.annotations.NullMarked;
