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
    static @Nullable Refusal check(Order order) {
        Long longest = order.routes().model().context();
        ApiRequest request = order.request();
        if (longest == null || request.endpoint().isFree() || request.promptTokens() <= longest) {
            return null;
        }
        long counted = order.counted().request().promptTokens();
        return counted <= longest ? null : tooLong(order, counted, longest);
    }

    private static Refusal tooLong(Order order, long counted, long longest) {
        return new Refusal(
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "The maximum context length of \"%s\" is %d tokens, and the prompt is too long: about %d tokens > %d maximum. Shorten it or use a model with a longer context."
                        .formatted(order.routes().model().id(), longest, counted, longest),
                null,
                null);
    }
}
