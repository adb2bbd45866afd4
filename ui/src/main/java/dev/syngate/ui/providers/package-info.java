/// The providers: where models come from, and whether they work.
@NullMarked
package dev.syngate.ui.providers;

import org.jspecify.annotations.NullMarked;
