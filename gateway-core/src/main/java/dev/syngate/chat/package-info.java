/// What all protocols mean by a message, an event and usage.
@NullMarked
package dev.syngate.chat;

import org.jspecify.annotations.NullMarked;
