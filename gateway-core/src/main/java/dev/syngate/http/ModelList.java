package dev.syngate.http;

import dev.syngate.access.Admission;
import dev.syngate.billing.Price;
import dev.syngate.billing.Unit;
import dev.syngate.call.Capability;
import dev.syngate.catalogue.TraitForm;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.routing.Meant;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import dev.syngate.routing.Traits;
import io.undertow.util.HeaderMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The models that a caller may use, in the shape that it reads, with the context length and the
/// caller's own price (per token, as OpenRouter gives it).
final class ModelList {
    private static final String SOME_DAY = "1970-01-01T00:00:00Z";

    private ModelList() {}

    /// In which protocol's words models are listed.
    enum Shape {
        OPENAI(ErrorShape.OPENAI),
        ANTHROPIC(ErrorShape.ANTHROPIC),
        GEMINI(ErrorShape.GEMINI);

        private final ErrorShape errors;

        Shape(ErrorShape errors) {
            this.errors = errors;
        }

        ErrorShape errors() {
            return errors;
        }

        /// Told by the path's version and by the headers that only Anthropic's clients send.
        static Shape of(HeaderMap headers, Paths path) {
            if (path.isGemini() || headers.contains("x-goog-api-key")) {
                return GEMINI;
            }
            return headers.contains("anthropic-version") ? ANTHROPIC : OPENAI;
        }
    }

    static JsonNode of(Models models, Admission admission, Shape shape) {
        List<Model> usable = models.usableBy(admission.models());
        ObjectNode list = Json.MAPPER.createObjectNode();
        ArrayNode entries =
                switch (shape) {
                    case OPENAI -> list.put("object", "list").putArray("data");
                    case ANTHROPIC -> list.putArray("data");
                    case GEMINI -> list.putArray("models");
                };
        usable.forEach(model -> entries.add(entry(models, model, admission, shape)));
        if (shape == Shape.ANTHROPIC) {
            list.put("has_more", false)
                    .put("first_id", usable.isEmpty() ? null : usable.getFirst().id())
                    .put("last_id", usable.isEmpty() ? null : usable.getLast().id());
        }
        return list;
    }

    /// The model with the id or alias; null when the caller may not use it or it is not there.
    static @Nullable JsonNode one(Models models, Admission admission, String id, Shape shape) {
        Meant meant = models.meant(id);
        return meant == null || !models.usableBy(admission.models()).contains(meant.model())
                ? null
                : entry(models, meant.model(), admission, shape);
    }

    private static ObjectNode entry(Models models, Model model, Admission admission, Shape shape) {
        ObjectNode entry = Json.MAPPER.createObjectNode();
        switch (shape) {
            case OPENAI ->
                    entry.put("id", model.id())
                            .put("object", "model")
                            .put("created", 0)
                            .put("owned_by", "syngate");
            case ANTHROPIC ->
                    entry.put("type", "model")
                            .put("id", model.id())
                            .put("display_name", model.id())
                            .put("created_at", SOME_DAY);
            case GEMINI -> {
                entry.put("name", "models/" + model.id()).put("displayName", model.id());
                if (model.context() != null) {
                    entry.put("inputTokenLimit", model.context());
                }
                entry.putArray("supportedGenerationMethods")
                        .add("generateContent")
                        .add("countTokens")
                        .add("embedContent");
            }
        }
        if (model.context() != null) {
            entry.put("context_length", model.context());
        }
        addTraits(entry, models.traits(model));
        if (model.successor() != null) {
            entry.put("successor", model.successor());
        }
        addPrice(entry, models.price(model), admission.group().multiplier());
        return entry;
    }

    /// As OpenRouter gives them; only what is known.
    private static void addTraits(ObjectNode entry, Traits traits) {
        if (traits.maxOutput() != null) {
            entry.put("max_output_tokens", traits.maxOutput());
        }
        if (!traits.equals(Traits.UNKNOWN)) {
            ObjectNode architecture = entry.putObject("architecture");
            TraitForm.inputs(traits).forEach(architecture.putArray("input_modalities")::add);
            TraitForm.outputs(traits).forEach(architecture.putArray("output_modalities")::add);
            ArrayNode capabilities = entry.putArray("capabilities");
            traits.able().stream().map(Capability::wireName).sorted().forEach(capabilities::add);
        }
    }

    private static void addPrice(ObjectNode entry, @Nullable Price price, Multiplier multiplier) {
        if (price != null) {
            entry.putObject("pricing")
                    .put("prompt", perToken(price.rates().of(Unit.INPUT), multiplier))
                    .put("completion", perToken(price.rates().of(Unit.OUTPUT), multiplier));
        }
    }

    private static String perToken(long micros, Multiplier multiplier) {
        return multiplier.apply(new Money(micros)).dollars();
    }
}
