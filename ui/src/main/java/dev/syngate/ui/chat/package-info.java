/// The chat page.
@NullMarked
package dev.syngate.ui.chat;

import org.jspecify.annotations.NullMarked;
