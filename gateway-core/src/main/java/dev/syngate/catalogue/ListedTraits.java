package dev.syngate.catalogue;

import dev.syngate.call.Capability;
import dev.syngate.routing.Traits;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an entry of a provider's list of models tells of its abilities, in whichever of the
/// vendors' forms.
final class ListedTraits {
    private static final List<String> LONGEST_ANSWERS =
            List.of(
                    "/max_completion_tokens",
                    "/top_provider/max_completion_tokens",
                    "/outputTokenLimit",
                    "/max_output_tokens",
                    "/max_tokens");

    /// OpenRouter's names of parameters.
    private static final Map<String, Capability> PARAMETERS =
            Map.of(
                    "tools", Capability.TOOLS,
                    "reasoning", Capability.REASONING,
                    "structured_outputs", Capability.STRUCTURED_OUTPUT);

    /// Mistral's flags, and the words in the lists of LM Studio, Ollama and llama.cpp.
    private static final Map<String, Capability> WORDS =
            Map.of(
                    "vision", Capability.VISION,
                    "multimodal", Capability.VISION,
                    "audio", Capability.AUDIO,
                    "function_calling", Capability.TOOLS,
                    "tool_use", Capability.TOOLS,
                    "tools", Capability.TOOLS,
                    "thinking", Capability.REASONING,
                    "reasoning", Capability.REASONING);

    private ListedTraits() {}

    static Traits of(JsonNode entry) {
        Set<Capability> able = EnumSet.noneOf(Capability.class);
        Set<Capability> unable = EnumSet.noneOf(Capability.class);
        JsonNode architecture = entry.path("architecture");
        TraitForm.addModalities(
                architecture.path("input_modalities"),
                architecture.path("output_modalities"),
                able,
                unable);
        JsonNode parameters = entry.path("supported_parameters");
        if (parameters.isArray()) {
            Set<String> supported = TraitForm.texts(parameters);
            PARAMETERS.forEach((name, capability) ->
                    (supported.contains(name) ? able : unable).add(capability));
        }
        JsonNode capabilities = entry.path("capabilities");
        Set<String> words = TraitForm.texts(capabilities);
        WORDS.forEach((word, capability) -> {
            if (words.contains(word) || capabilities.path(word).asBoolean(false)) {
                able.add(capability);
            } else if (capabilities.path(word).isBoolean()) {
                unable.add(capability);
            }
        });
        if (entry.path("thinking").isBoolean()) {
            (entry.path("thinking").asBoolean() ? able : unable).add(Capability.REASONING);
        }
        if (entry.path("type").asString("").equals("vlm")) {
            able.add(Capability.VISION);
        }
        return new Traits(longestAnswer(entry), able, unable);
    }

    private static @Nullable Long longestAnswer(JsonNode entry) {
        return number(entry, LONGEST_ANSWERS);
    }

    /// The first of the fields, as JSON pointers, that has a number above zero.
    static @Nullable Long number(JsonNode entry, List<String> pointers) {
        for (String pointer : pointers) {
            JsonNode found = entry.at(pointer);
            if (found.isIntegralNumber() && found.asLong() > 0) {
                return found.asLong();
            }
        }
        return null;
    }
}
