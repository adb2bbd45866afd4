package dev.syngate.catalogue;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;

/// Models and prices read from a text in one of four forms: our own JSON or CSV, LiteLLM's price
/// map, the `api.json` of models.dev. Which it is, the text itself tells.
///
/// @param form `syngate-json`, `csv`, `litellm` or `models.dev`
/// @param listings what could be read
/// @param rejected what could not, and why
public record ModelFile(String form, List<Listing> listings, List<Rejected> rejected) {
    private static final int MOST_REJECTED = 1000;

    /// The byte order mark, as Windows puts it before texts.
    private static final String MARK = "\ufeff";

    /// A row that could not be read.
    public record Rejected(String id, String reason) {
        private boolean isNameless() {
            return id.isBlank();
        }
    }

    /// Takes what a reader finds.
    static final class Findings {
        private final List<Listing> listings = new ArrayList<>();
        private final List<Rejected> rejected = new ArrayList<>();

        void add(Listing listing) {
            listings.add(listing);
        }

        void reject(String id, String reason) {
            if (rejected.size() < MOST_REJECTED) {
                rejected.add(new Rejected(id, reason));
            }
        }

        ModelFile as(String form) {
            return new ModelFile(form, listings, rejected);
        }
    }

    /// @param section of a models.dev file: the one vendor to read, its models without prefix;
    ///   null: all, each as `vendor/model`
    /// @throws RefusedException when the text has none of the forms, or no model
    public static ModelFile read(String text, @Nullable String section) {
        ModelFile file = readForm(text, section);
        if (file.listings().isEmpty() && file.rejected().stream().allMatch(Rejected::isNameless)) {
            throw RefusedException.field(
                    "text", "there is no model in it: each needs an \"id\" and its prices");
        }
        return file;
    }

    private static ModelFile readForm(String text, @Nullable String section) {
        String start = (text.startsWith(MARK) ? text.substring(1) : text).stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return CsvForm.read(start);
        }
        JsonNode root = parse(start);
        if (root.isArray() || root.path("models").isArray()) {
            return OwnForm.read(root.isArray() ? root : root.path("models"));
        }
        if (root.valueStream().anyMatch(node -> node.path("models").isObject())) {
            return ModelsDevForm.read(root, section);
        }
        if (root.has("sample_spec")
                || root.valueStream().anyMatch(node -> node.has("litellm_provider"))) {
            return LiteLlmForm.read(root);
        }
        throw RefusedException.field(
                "text",
                "this is neither Syngate's JSON or CSV, nor LiteLLM's price map, nor the api.json of models.dev");
    }

    /// The text of a file in UTF-8, or in UTF-16 as its first bytes tell.
    ///
    /// @throws RefusedException when it is neither
    public static String decode(byte[] file) {
        boolean little = file.length > 1 && (starts(file, 0xff, 0xfe) || file[1] == 0);
        boolean big = file.length > 1 && (starts(file, 0xfe, 0xff) || file[0] == 0);
        Charset charset =
                little
                        ? StandardCharsets.UTF_16LE
                        : big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            throw RefusedException.field(
                    "text", "the file is no text in UTF-8 or UTF-16; save it as \"CSV UTF-8\"");
        }
    }

    private static boolean starts(byte[] file, int first, int second) {
        return (file[0] & 0xff) == first && (file[1] & 0xff) == second;
    }

    static JsonNode parse(String text) {
        try {
            return Json.MAPPER
                    .reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(text);
        } catch (JacksonException e) {
            throw RefusedException.field("text", "the file is not valid JSON");
        }
    }
}
