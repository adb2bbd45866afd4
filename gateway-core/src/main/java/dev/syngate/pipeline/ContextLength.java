package dev.syngate.pipeline;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import org.jspecify.annotations.Nullable;

/// Whether a prompt fits into what the model can take in.
final class ContextLength {
    private ContextLength() {}

    /// Whether the prompt is guessed to be too long, so that it has to be counted.
    static boolean mayExceed(RoutedCall routed) {
        Long longest = routed.routes().model().context();
        ApiRequest request = routed.request();
        return longest != null && !request.endpoint().isFree() && request.promptTokens() > longest;
    }

    /// Why the prompt can't be sent; null: it can, as far as is known.
    static @Nullable Refusal check(RoutedCall routed) {
        Long longest = routed.routes().model().context();
        return longest != null && mayExceed(routed)
                ? tooLong(routed, routed.request().promptTokens(), longest)
                : null;
    }

    private static Refusal tooLong(RoutedCall routed, long counted, long longest) {
        return new Refusal(
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "The maximum context length of \"%s\" is %d tokens, and the prompt is too long: about %d tokens > %d maximum. Shorten it or use a model with a longer context."
                        .formatted(routed.routes().model().id(), longest, counted, longest),
                null,
                null);
    }
}
