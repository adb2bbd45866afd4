/// What was said in requests and answers, kept only where somebody asked for that.
@NullMarked
package dev.syngate.bodies;

import org.jspecify.annotations.NullMarked;
