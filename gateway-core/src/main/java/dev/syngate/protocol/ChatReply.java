package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import org.jspecify.annotations.Nullable;

/// An answer that came in one piece.
///
/// @param usage null when the provider did not count
/// @param text the answer with its tool calls' arguments, of all choices
/// @param error what the provider says went wrong in spite of its status 200; null: nothing
public record ChatReply(
        @Nullable Usage usage, String reasoning, String text, @Nullable String error) {
    static final ChatReply NO_JSON =
            new ChatReply(null, "", "", "the provider's answer is not valid JSON");

    static ChatReply counted(@Nullable Usage usage) {
        return new ChatReply(usage, "", "", null);
    }
}
