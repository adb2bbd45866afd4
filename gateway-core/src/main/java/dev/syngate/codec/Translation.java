package dev.syngate.codec;

import dev.syngate.call.Refusal;
import dev.syngate.codec.Codec.Addressee;
import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    private Translation(Endpoint caller, Asked asked, String owner, Memory memory) {
        this.caller = caller;
        this.asked = asked;
        this.owner = owner;
        this.memory = memory;
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
    /// @throws dev.syngate.call.RefusedException where it holds what can't be translated
    public static Translation of(
            Endpoint caller,
            String id,
            String model,
            long created,
            long promptTokens,
            byte[] body,
            String owner,
            Memory memory) {
        JsonNode tree = Json.MAPPER.readTree(body);
        ChatRequest request = codec(caller).read(tree);
        Asked asked = new Asked(id, model, created, promptTokens, request, tree);
        return new Translation(caller, asked, owner, memory);
    }

    private static Codec codec(Endpoint endpoint) {
        return Objects.requireNonNull(Codec.of(endpoint), endpoint.path());
    }

    /// Why a provider that serves the endpoint can't be asked this; null: it can.
    public @Nullable Refusal refusal(Endpoint provider) {
        for (Feature feature : Feature.values()) {
            if (feature.isRefused() && feature.isLost(asked.request(), provider)) {
                return Refusal.field(
                        feature.field(),
                        "What `%s` asks for can't be translated for the provider of this model; leave it out or use a model whose provider speaks your protocol."
                                .formatted(feature.field()));
            }
        }
        return null;
    }

    /// The fields that are left out towards such a provider; of many, the first.
    public List<String> dropped(Endpoint provider) {
        List<String> dropped = new ArrayList<>();
        for (String name : asked.request().unread()) {
            if (dropped.size() < MOST_NAMED) {
                dropped.add(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
            }
        }
        for (Feature feature : Feature.values()) {
            if (!feature.isRefused() && feature.isLost(asked.request(), provider)) {
                dropped.add(feature.field());
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
        List<Message> messages = memory.seals().restored(owner, maker, asked.request().messages());
        ChatRequest ordered = asked.request().withMessages(Turns.inOrder(messages));
        ObjectNode body =
                codec(provider)
                        .write(names.shortened(ordered), new Addressee(model, stream, maker));
        return new Translated(
                body,
                new TranslatedAnswer(
                        provider.newReader(),
                        caller.newReader(),
                        codec(provider).decoder(maker, asked.id()),
                        codec(caller).encoder(asked),
                        names,
                        asked.promptTokens(),
                        provider.endsWithoutMark(),
                        answer -> memory.keep(owner, caller, maker, asked, answer)));
    }

    /// A call in a provider's words.
    ///
    /// @param json for the provider
    /// @param answer reads its one answer
    public record Translated(ObjectNode json, TranslatedAnswer answer) {
        private static final String USAGE = "stream_options";

        public byte[] body() {
            return Json.MAPPER.writeValueAsBytes(json);
        }

        /// The same without asking for usage, which some providers refuse; null: it does not.
        public byte @Nullable [] bare() {
            return json.has(USAGE)
                    ? Json.MAPPER.writeValueAsBytes(json.deepCopy().without(USAGE))
                    : null;
        }
    }
}
