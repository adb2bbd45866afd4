/// Every text of the window, in its languages.
@NullMarked
package dev.syngate.ui.texts;

import org.jspecify.annotations.NullMarked;
