package dev.syngate.pipeline;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import org.jspecify.annotations.Nullable;

/// Whether a prompt fits into what the model can take in.
final class ContextLength {
    private ContextLength() {}

    /// Why the prompt can't be sent; null: it can, as far as is known. Only what is guessed to be
    /// too long is counted.
    static @Nullable Refusal check(RoutedCall routed) {
        Long longest = routed.routes().model().context();
        ApiRequest request = routed.request();
        if (longest == null || request.endpoint().isFree() || request.promptTokens() <= longest) {
            return null;
        }
        long counted = routed.counted().request().promptTokens();
        return counted <= longest ? null : tooLong(routed, counted, longest);
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
