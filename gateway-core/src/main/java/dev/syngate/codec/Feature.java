package dev.syngate.codec;

import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.HostedTool;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Endpoint;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// The one table of what a request may ask and a provider's protocol can't say, or its caller's
/// can't be told. What it would be wrong to leave out is refused; the rest is left out, and named
/// to the caller.
enum Feature {
    CHOICES(
            "n",
            true,
            request -> request.choices() > 1,
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES),
            Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES, Endpoint.COMPACT)),
    PICTURES("n", true, request -> request.choices() > 1 && paints(request), Spoken.ALL),
    VECTOR("model", true, request -> request.format() instanceof AnswerFormat.Vector, Spoken.ALL),
    PICTURE("model", true, Feature::paints, Set.of(Endpoint.MESSAGES, Endpoint.RESPONSES)),
    SOUND("modalities", true, unread("modalities"), Spoken.ALL),
    SOUND_OF_GEMINI(
            "generationConfig.responseModalities",
            true,
            unread("generationConfig.responseModalities"),
            Spoken.ALL),
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
    /// What the conversation begins with is kept by the provider of the caller's protocol.
    STORED_PROMPT("prompt", true, unread("prompt"), Spoken.ALL),
    STORED_CONVERSATION("conversation", true, unread("conversation"), Spoken.ALL),
    CACHED_CONTENT("cachedContent", true, unread("cachedContent"), Spoken.ALL),
    STOP("stop", true, request -> !request.stop().isEmpty(), Set.of(Endpoint.RESPONSES)),
    FORCED_HOSTED_TOOL(
            "tool_choice",
            true,
            request -> request.toolChoice() instanceof ToolChoice.Hosted,
            Spoken.ALL),
    FILE_SEARCH(HostedTool.Kind.FILE_SEARCH, true),
    COMPUTER(HostedTool.Kind.COMPUTER, true),
    MCP(HostedTool.Kind.MCP, true),
    WEB_SEARCH(HostedTool.Kind.WEB_SEARCH, false),
    WEB_FETCH(HostedTool.Kind.WEB_FETCH, false),
    CODE_EXECUTION(HostedTool.Kind.CODE_EXECUTION, false),
    IMAGE_GENERATION(HostedTool.Kind.IMAGE_GENERATION, false),
    OTHER_TOOL(HostedTool.Kind.OTHER, false),
    LOGPROBS("logprobs", false, request -> request.logprobs() != null, Set.of(Endpoint.MESSAGES)),
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

    private final boolean refused;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<ChatRequest, List<String>> names;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<ChatRequest> asked;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Endpoint> unspoken;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Endpoint> untold;

    private final String field;

    /// @param field its name in the request
    /// @param unspoken the protocols of providers that have no word for it
    Feature(String field, boolean refused, Predicate<ChatRequest> asked, Set<Endpoint> unspoken) {
        this(field, refused, asked, unspoken, Set.of());
    }

    /// @param untold the endpoints whose callers can't be told what it makes
    Feature(
            String field,
            boolean refused,
            Predicate<ChatRequest> asked,
            Set<Endpoint> unspoken,
            Set<Endpoint> untold) {
        this.field = field;
        this.names = request -> List.of(field);
        this.refused = refused;
        this.asked = asked;
        this.unspoken = unspoken;
        this.untold = untold;
    }

    /// A tool that providers run themselves: nobody else can be asked for theirs.
    Feature(HostedTool.Kind kind, boolean refused) {
        this.field = "tools";
        this.names = request -> named(kind, request);
        this.refused = refused;
        this.asked = request -> !named(kind, request).isEmpty();
        this.unspoken = Spoken.ALL;
        this.untold = Set.of();
    }

    private static List<String> named(HostedTool.Kind kind, ChatRequest request) {
        return request.hosted().stream()
                .filter(tool -> tool.kind() == kind)
                .map(HostedTool::name)
                .toList();
    }

    private static boolean paints(ChatRequest request) {
        return request.format() instanceof AnswerFormat.Picture;
    }

    /// Whether a field was sent that has no word in the hub.
    private static Predicate<ChatRequest> unread(String name) {
        return request -> request.unread().contains(name);
    }

    /// The field of the request that is refused.
    String field() {
        return field;
    }

    /// What the caller is told was left out of the request.
    List<String> names(ChatRequest request) {
        return names.apply(request);
    }

    /// Whether a request that asks for it is refused.
    boolean isRefused() {
        return refused;
    }

    /// Whether the request asks for it and the provider's protocol has no word for it, or its
    /// caller's has none for what it makes.
    boolean isLost(ChatRequest request, Endpoint caller, Endpoint provider) {
        Endpoint protocol =
                provider == Endpoint.STREAM_GENERATE_CONTENT ? Endpoint.GENERATE_CONTENT : provider;
        return (unspoken.contains(protocol) || untold.contains(caller)) && asked.test(request);
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
