/// What all protocols of generation mean: the values between two codecs. No JSON of any vendor, no
/// clock, no money.
@NullMarked
package dev.syngate.hub;

import org.jspecify.annotations.NullMarked;
