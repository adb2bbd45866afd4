/// What a person decides about the window, the gateway and its data.
@NullMarked
package dev.syngate.ui.settings;

import org.jspecify.annotations.NullMarked;
