/// Responses that are kept for those who name them later.
@NullMarked
package dev.syngate.responses;

import org.jspecify.annotations.NullMarked;
