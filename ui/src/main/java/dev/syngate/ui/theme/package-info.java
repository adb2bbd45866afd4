/// Light and dark: colours, fonts and style sheets.
@NullMarked
package dev.syngate.ui.theme;

import org.jspecify.annotations.NullMarked;
