package dev.syngate.codec;

import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The one table of what a request may ask and a provider's protocol can't say. What it would be
/// wrong to leave out is refused; the rest is left out, and named to the caller.
enum Feature {
    CHOICES("n", true, request -> request.choices() > 1, Spoken.ALL),
    VECTOR("model", true, request -> request.format() instanceof AnswerFormat.Vector, Spoken.ALL),
    PICTURE(
            "model",
            true,
            request -> request.format() instanceof AnswerFormat.Picture,
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    FILE_ID("messages", true, has(media -> media.fileId() != null), Spoken.ALL),
    AUDIO(
            "messages",
            true,
            has(media -> media.kind() == Part.Media.Kind.AUDIO),
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    AUDIO_ADDRESS(
            "messages",
            true,
            has(media -> media.kind() == Part.Media.Kind.AUDIO && media.data() == null),
            Set.of(Endpoint.CHAT)),
    FILE_ADDRESS(
            "messages",
            true,
            has(media -> media.kind() == Part.Media.Kind.FILE && media.data() == null),
            Set.of(Endpoint.CHAT)),
    STOP("stop", false, request -> !request.stop().isEmpty(), Set.of(Endpoint.RESPONSES)),
    SEED(
            "seed",
            false,
            request -> request.sampling().seed() != null,
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    FREQUENCY_PENALTY(
            "frequency_penalty",
            false,
            request -> request.sampling().frequencyPenalty() != null,
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    PRESENCE_PENALTY(
            "presence_penalty",
            false,
            request -> request.sampling().presencePenalty() != null,
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    TOP_K(
            "top_k",
            false,
            request -> request.sampling().topK() != null,
            Set.of(Endpoint.CHAT, Endpoint.RESPONSES)),
    TOP_P_WITH_TEMPERATURE(
            "top_p",
            false,
            request ->
                    request.sampling().topP() != null && request.sampling().temperature() != null,
            Set.of(Endpoint.MESSAGES)),
    SAMPLING_WHILE_THINKING(
            "temperature",
            false,
            request -> request.sampling().temperature() != null && thinks(request),
            Set.of(Endpoint.MESSAGES)),
    VERBOSITY(
            "verbosity",
            false,
            request -> request.verbosity() != null,
            Set.of(Endpoint.MESSAGES, Endpoint.GENERATE_CONTENT)),
    ONE_CALL_AT_A_TIME(
            "parallel_tool_calls",
            false,
            request -> Boolean.FALSE.equals(request.parallelCalls()),
            Set.of(Endpoint.GENERATE_CONTENT)),
    USER(
            "user",
            false,
            request -> request.user() != null && !request.user().isEmpty(),
            Set.of(Endpoint.GENERATE_CONTENT));

    private static final class Spoken {
        private static final Set<Endpoint> ALL =
                Set.of(
                        Endpoint.CHAT,
                        Endpoint.RESPONSES,
                        Endpoint.MESSAGES,
                        Endpoint.GENERATE_CONTENT);
    }

    private final String field;
    private final boolean refused;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<ChatRequest> asked;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Endpoint> unspoken;

    Feature(String field, boolean refused, Predicate<ChatRequest> asked, Set<Endpoint> unspoken) {
        this.field = field;
        this.refused = refused;
        this.asked = asked;
        this.unspoken = unspoken;
    }

    /// Its name in the request.
    String field() {
        return field;
    }

    /// Whether a request that asks for it is refused.
    boolean isRefused() {
        return refused;
    }

    /// Whether the request asks for it and the provider's protocol has no word for it.
    boolean isLost(ChatRequest request, Endpoint provider) {
        Endpoint protocol =
                provider == Endpoint.STREAM_GENERATE_CONTENT ? Endpoint.GENERATE_CONTENT : provider;
        return unspoken.contains(protocol) && asked.test(request);
    }

    private static boolean thinks(ChatRequest request) {
        Effort effort = request.thinking().effort();
        return effort != null && effort != Effort.NONE;
    }

    private static Predicate<ChatRequest> has(Predicate<Part.Media> kind) {
        return request ->
                request.messages().stream()
                        .map(Message::parts)
                        .flatMap(List::stream)
                        .anyMatch(part -> part instanceof Part.Media media && kind.test(media));
    }
}
