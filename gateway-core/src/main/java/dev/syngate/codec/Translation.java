package dev.syngate.codec;

import dev.syngate.call.Refusal;
import dev.syngate.codec.Codec.Addressee;
import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One call, on its way between a caller and providers that speak another protocol. A fallback
/// translates anew from what the caller sent.
public final class Translation {
    private static final int MOST_NAMED = 20;
    private static final int LONGEST_NAME = 60;

    private final Endpoint caller;
    private final Asked asked;
    private final String owner;
    private final Memory memory;
    private final ReasoningStyle style;

    private Translation(
            Endpoint caller, Asked asked, String owner, Memory memory, ReasoningStyle style) {
        this.caller = caller;
        this.asked = asked;
        this.owner = owner;
        this.memory = memory;
        this.style = style;
    }

    /// Whether calls of the endpoint can be translated.
    public static boolean understands(Endpoint endpoint) {
        return Codec.of(endpoint) != null;
    }

    /// Understands a call.
    ///
    /// @param id of the call
    /// @param model as the caller named it
    /// @param created in seconds since 1970
    /// @param promptTokens our estimate of them
    /// @param owner who may use what is kept of the call
    /// @param style how the caller is told thoughts; null: as usual
    /// @throws dev.syngate.call.RefusedException where it holds what can't be translated
    public static Translation of(
            Endpoint caller,
            String id,
            String model,
            long created,
            long promptTokens,
            byte[] body,
            String owner,
            Memory memory,
            @Nullable ReasoningStyle style) {
        JsonNode tree = Json.MAPPER.readTree(body);
        ChatRequest said = codec(caller).read(tree);
        ChatRequest request =
                style == ReasoningStyle.TAGS || style == ReasoningStyle.BRACKETS
                        ? said.withMessages(SaidThoughts.found(said.messages()))
                        : said;
        Asked asked = new Asked(id, model, created, promptTokens, request, tree);
        return new Translation(
                caller, asked, owner, memory, style == null ? ReasoningStyle.FIELDS : style);
    }

    private static Codec codec(Endpoint endpoint) {
        return Objects.requireNonNull(Codec.of(endpoint), endpoint.path());
    }

    /// Why a provider that serves the endpoint can't be asked this; null: it can.
    public @Nullable Refusal refusal(Endpoint provider) {
        for (Feature feature : Feature.values()) {
            if (feature.isRefused() && feature.isLost(asked.request(), caller, provider)) {
                return Refusal.field(
                        feature.field(),
                        "What `%s` asks for can't be translated for the provider of this model; leave it out or use a model whose provider speaks your protocol."
                                .formatted(feature.field()));
            }
        }
        return null;
    }

    /// Whether the answer of a provider of the caller's own protocol can be told in another style
    /// without losing anything: it is one, and no tool of the provider's own takes part.
    public boolean canBeRetold() {
        ChatRequest request = asked.request();
        boolean silent =
                request.unread().stream()
                        .noneMatch(name -> name.equals("modalities") || name.equals("audio"));
        return request.choices() <= 1
                && request.hosted().isEmpty()
                && request.logprobs() == null
                && silent;
    }

    /// The fields that are left out towards such a provider; of many, the first.
    public List<String> dropped(Endpoint provider) {
        List<String> dropped = new ArrayList<>();
        List<String> all = new ArrayList<>(asked.request().unread());
        for (Feature feature : Feature.values()) {
            if (!feature.isRefused() && feature.isLost(asked.request(), caller, provider)) {
                all.addAll(feature.names(asked.request()));
            }
        }
        for (String name : all) {
            if (dropped.size() < MOST_NAMED) {
                dropped.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            }
        }
        return dropped;
    }

    /// The call for one provider.
    ///
    /// @param provider the endpoint that it serves
    /// @param model what it calls the model
    /// @param maker in one word, who makes and accepts seals there
    public Translated to(Endpoint provider, String model, boolean stream, String maker) {
        ToolNames names = new ToolNames(provider);
        ObjectNode body = written(provider, model, stream, maker, names);
        return new Translated(body, answer(provider, model, maker, names));
    }

    /// The call for a provider of the caller's own protocol, whose answer is told in another style:
    /// the conversation gets the thoughts back that the caller was told otherwise or not at all;
    /// all else stays as it is.
    public Translated retoldTo(Endpoint provider, String model, boolean stream, String maker) {
        ToolNames names = new ToolNames(provider);
        ObjectNode written = written(provider, model, stream, maker, names);
        ObjectNode body = (ObjectNode) asked.body().deepCopy();
        for (String field : List.of("model", "messages", "contents", "input", "stream_options")) {
            if (written.has(field) && (body.has(field) || field.equals("stream_options"))) {
                body.set(field, written.path(field));
            }
        }
        return new Translated(body, answer(provider, model, maker, names));
    }

    private ObjectNode written(
            Endpoint provider, String model, boolean stream, String maker, ToolNames names) {
        List<Message> messages = memory.seals().restored(owner, maker, asked.request().messages());
        ChatRequest ordered = asked.request().withMessages(Turns.inOrder(messages));
        return codec(provider).write(names.shortened(ordered), new Addressee(model, stream, maker));
    }

    private List<AnswerDecoder> decoders(Endpoint provider, String model, String maker) {
        return IntStream.range(0, Math.max(1, asked.request().choices()))
                .mapToObj(choice ->
                        codec(provider)
                                .decoder(
                                        maker,
                                        model,
                                        choice == 0 ? asked.id() : asked.id() + "_" + choice,
                                        choice))
                .toList();
    }

    private TranslatedAnswer answer(
            Endpoint provider, String model, String maker, ToolNames names) {
        return new TranslatedAnswer(
                provider.newReader(),
                caller.newReader(),
                decoders(provider, model, maker),
                codec(caller).encoder(asked),
                names,
                asked.promptTokens(),
                provider.endsWithoutMark(),
                style,
                (answer, told) -> memory.keep(owner, caller, maker, asked, answer, told));
    }

    /// A call in a provider's words.
    ///
    /// @param json for the provider
    /// @param answer reads its one answer
    public record Translated(ObjectNode json, TranslatedAnswer answer) {
        public byte[] body() {
            return Json.MAPPER.writeValueAsBytes(json);
        }
    }
}
