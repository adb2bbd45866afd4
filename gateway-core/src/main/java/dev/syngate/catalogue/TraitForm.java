package dev.syngate.catalogue;

import dev.syngate.call.Capability;
import dev.syngate.call.RefusedException;
import dev.syngate.routing.Traits;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What models are capable of, as JSON: `max_output`, and `capabilities` with true or false for
/// each that is known. Of lists of others what LiteLLM and models.dev tell.
public final class TraitForm {
    public static final String MAX_OUTPUT = "max_output";
    public static final String CAPABILITIES = "capabilities";

    private static final Map<String, Capability> LITELLM =
            Map.of(
                    "supports_vision", Capability.VISION,
                    "supports_audio_input", Capability.AUDIO,
                    "supports_video_input", Capability.VIDEO,
                    "supports_pdf_input", Capability.FILES,
                    "supports_function_calling", Capability.TOOLS,
                    "supports_reasoning", Capability.REASONING,
                    "supports_response_schema", Capability.STRUCTURED_OUTPUT,
                    "supports_audio_output", Capability.AUDIO_OUTPUT);
    private static final Map<String, Capability> MODELS_DEV =
            Map.of(
                    "tool_call", Capability.TOOLS,
                    "reasoning", Capability.REASONING,
                    "structured_output", Capability.STRUCTURED_OUTPUT);

    private TraitForm() {}

    /// Reads what is there of both fields; what they do not name stays as it was.
    ///
    /// @throws RefusedException when a capability is not known or neither true nor false
    public static Traits read(JsonNode node, Traits old) {
        Long maxOutput = RowFields.count(node, MAX_OUTPUT);
        JsonNode capabilities = node.path(CAPABILITIES);
        Set<Capability> able = EnumSet.noneOf(Capability.class);
        Set<Capability> unable = EnumSet.noneOf(Capability.class);
        able.addAll(old.able());
        unable.addAll(old.unable());
        if (capabilities.isString()) {
            for (String word : capabilities.asString().split("[;, ]+")) {
                boolean not = word.startsWith("-");
                put(
                        not ? word.substring(1) : word,
                        not ? Boolean.FALSE : Boolean.TRUE,
                        able,
                        unable);
            }
        } else if (!capabilities.isMissingNode() && !capabilities.isNull()) {
            for (Map.Entry<String, JsonNode> entry : capabilities.properties()) {
                put(entry.getKey(), flag(entry), able, unable);
            }
        }
        return new Traits(maxOutput == null ? old.maxOutput() : maxOutput, able, unable);
    }

    private static @Nullable Boolean flag(Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        if (!value.isBoolean() && !value.isNull()) {
            throw RowFields.refused(CAPABILITIES, "has true, false or null for each");
        }
        return value.isNull() ? null : value.asBoolean();
    }

    /// @param is null: not known
    private static void put(
            String name, @Nullable Boolean is, Set<Capability> able, Set<Capability> unable) {
        Capability capability = Capability.ofWireName(name);
        if (capability == null) {
            throw RowFields.refused(CAPABILITIES, "has no \"" + name + "\": there are " + names());
        }
        able.remove(capability);
        unable.remove(capability);
        if (is != null) {
            (is ? able : unable).add(capability);
        }
    }

    private static String names() {
        return String.join(
                ", ", List.of(Capability.values()).stream().map(Capability::wireName).toList());
    }

    /// Writes both fields, and the modalities that follow from them.
    public static void show(ObjectNode shown, Traits traits) {
        shown.put(MAX_OUTPUT, traits.maxOutput());
        Map<String, Boolean> known = new TreeMap<>();
        traits.able().forEach(can -> known.put(can.wireName(), true));
        traits.unable().forEach(cannot -> known.put(cannot.wireName(), false));
        ObjectNode capabilities = shown.putObject(CAPABILITIES);
        known.forEach(capabilities::put);
        inputs(traits).forEach(shown.putArray("input_modalities")::add);
        outputs(traits).forEach(shown.putArray("output_modalities")::add);
    }

    /// What it takes in, as far as is known; text always.
    public static Collection<String> inputs(Traits traits) {
        return modalities(traits, Capability::input);
    }

    /// What it gives out, as far as is known; text always.
    public static Collection<String> outputs(Traits traits) {
        return modalities(traits, Capability::output);
    }

    private static Collection<String> modalities(
            Traits traits, Function<Capability, @Nullable String> side) {
        Set<String> all = new LinkedHashSet<>(List.of("text"));
        for (Capability capability : traits.able()) {
            String modality = side.apply(capability);
            if (modality != null) {
                all.add(modality);
            }
        }
        return all;
    }

    static Traits ofLiteLlm(JsonNode node) {
        return new Traits(
                RowFields.count(node, "max_output_tokens"),
                named(node, LITELLM, true),
                named(node, LITELLM, false));
    }

    static Traits ofModelsDev(JsonNode node) {
        Set<Capability> able = named(node, MODELS_DEV, true);
        Set<Capability> unable = named(node, MODELS_DEV, false);
        addModalities(
                node.path("modalities").path("input"),
                node.path("modalities").path("output"),
                able,
                unable);
        return new Traits(RowFields.count(node.path("limit"), "output"), able, unable);
    }

    static void addModalities(
            JsonNode inputs, JsonNode outputs, Set<Capability> able, Set<Capability> unable) {
        Set<String> in = texts(inputs);
        Set<String> out = texts(outputs);
        if (in.contains("pdf")) {
            in.add("file");
        }
        for (Capability capability : Capability.values()) {
            boolean taken = in.contains(String.valueOf(capability.input()));
            if (capability.input() != null && inputs.isArray() && (taken || !isText(capability))) {
                (taken ? able : unable).add(capability);
            }
            if (capability.output() != null && outputs.isArray()) {
                (out.contains(capability.output()) ? able : unable).add(capability);
            }
        }
    }

    /// Vendors turn documents into text for models that can't read them.
    private static boolean isText(Capability capability) {
        return capability == Capability.FILES;
    }

    static Set<String> texts(JsonNode array) {
        Set<String> found = new LinkedHashSet<>();
        array.forEach(node -> found.add(node.asString("")));
        return found;
    }

    private static Set<Capability> named(
            JsonNode node, Map<String, Capability> names, boolean value) {
        Set<Capability> found = EnumSet.noneOf(Capability.class);
        names.forEach((name, capability) -> {
            if (node.path(name).isBoolean() && node.path(name).asBoolean() == value) {
                found.add(capability);
            }
        });
        return found;
    }
}
