package dev.syngate.pipeline;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.routing.Target;
import java.util.List;
import java.util.Objects;

/// Whether a prompt fits into what the model can take in.
final class ContextLength {
    private ContextLength() {}

    /// Whether the prompt is guessed to be too long, so that it has to be counted.
    static boolean mayExceed(RoutedCall routed) {
        return routed.routes().targets().stream().anyMatch(target -> mayExceed(routed, target));
    }

    private static boolean mayExceed(RoutedCall routed, Target target) {
        Long longest = target.context();
        ApiRequest request = routed.request();
        return longest != null && !request.endpoint().isFree() && request.promptTokens() > longest;
    }

    /// The call without the routes that can't take it in.
    static RoutedCall fitting(RoutedCall routed) {
        if (!mayExceed(routed)) {
            return routed;
        }
        List<Target> able =
                routed.routes().targets().stream()
                        .filter(target -> !mayExceed(routed, target))
                        .toList();
        return routed.withRoutes(routed.routes().with(able));
    }

    /// Why the prompt can't be sent where it does not fit into any route.
    static Refusal tooLong(RoutedCall routed) {
        long counted = routed.request().promptTokens();
        long longest = longest(routed);
        return new Refusal(
                ErrorCode.CONTEXT_LENGTH_EXCEEDED,
                "The maximum context length of \"%s\" is %d tokens, and the prompt is too long: about %d tokens > %d maximum. Shorten it or use a model with a longer context."
                        .formatted(routed.routes().model().id(), longest, counted, longest),
                null,
                null);
    }

    private static long longest(RoutedCall routed) {
        return routed.routes().targets().stream()
                .map(Target::context)
                .filter(Objects::nonNull)
                .mapToLong(context -> context)
                .max()
                .orElse(0);
    }
}
