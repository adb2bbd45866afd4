/// The API keys page.
@NullMarked
package dev.syngate.ui.keys;

import org.jspecify.annotations.NullMarked;
