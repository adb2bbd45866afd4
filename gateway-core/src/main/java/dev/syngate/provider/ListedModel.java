package dev.syngate.provider;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A model as a provider lists it.
///
/// @param id as calls name it
/// @param entry all that the provider says of it
public record ListedModel(String id, JsonNode entry) {
    private static final String PREFIX = "models/";
    private static final String GOOGLE = "generativelanguage.googleapis.com";

    /// Reads a list: `data`, `models` or the document itself; an id is `id`, `name` or `model`.
    static List<ListedModel> of(Provider provider, JsonNode root) {
        JsonNode list =
                root.isArray() ? root : root.has("data") ? root.path("data") : root.path("models");
        List<ListedModel> models = new ArrayList<>();
        for (JsonNode entry : list) {
            String id =
                    entry.path("id")
                            .asString(
                                    entry.path("name").asString(entry.path("model").asString("")));
            if (!id.isBlank()) {
                boolean prefixed = isPrefixed(provider) || (root.has("models") && isName(entry));
                boolean strip = prefixed && id.startsWith(PREFIX);
                models.add(new ListedModel(strip ? id.substring(PREFIX.length()) : id, entry));
            }
        }
        return models;
    }

    /// Gemini's lists say `models/` before each id, also where it speaks OpenAI's protocol; to
    /// others that is a folder.
    private static boolean isPrefixed(Provider provider) {
        return provider.protocol() == Provider.Protocol.GEMINI
                || BaseUrl.host(provider.baseUrl()).equals(GOOGLE);
    }

    /// Whether an entry is of Gemini's own form, which has a name where others have an id.
    private static boolean isName(JsonNode entry) {
        return !entry.has("id") && entry.has("name");
    }
}
