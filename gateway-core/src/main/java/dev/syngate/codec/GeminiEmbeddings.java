package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Vectors in Gemini's words: of one text or of several (embedContent and batchEmbedContents
/// references).
///
/// @param several whether many are asked for at once; providers always are
record GeminiEmbeddings(boolean several) implements Vectors.Words {
    private static final Set<String> KNOWN =
            Set.of("model", "content", "outputDimensionality", "output_dimensionality");

    @Override
    public ChatRequest read(JsonNode tree) {
        List<String> texts = new ArrayList<>();
        Set<String> unread = new LinkedHashSet<>();
        Long length = null;
        for (JsonNode one : several ? tree.path("requests") : List.of(tree)) {
            Fields request = new Fields(one);
            StringBuilder text = new StringBuilder();
            for (JsonNode part : request.at("content").path("parts")) {
                if (!part.path("text").isString()) {
                    throw Fields.untranslatable("content", "a part that is no text");
                }
                text.append(text.isEmpty() ? "" : "\n").append(Fields.text(part.path("text")));
            }
            texts.add(text.toString());
            Long wanted = request.integer("outputDimensionality", "output_dimensionality");
            length = wanted == null ? length : wanted;
            unread.addAll(request.besides(KNOWN));
        }
        return Vectors.request(texts, length, List.copyOf(unread));
    }

    @Override
    public ObjectNode write(List<String> texts, @Nullable Long length, String model) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode requests = body.putArray("requests");
        for (String text : texts) {
            ObjectNode one = requests.addObject().put("model", "models/" + model);
            one.putObject("content").putArray("parts").addObject().put("text", text);
            if (length != null) {
                one.put("outputDimensionality", length);
            }
        }
        return body;
    }

    @Override
    public List<JsonNode> vectors(JsonNode body) {
        return body.path("embeddings").valueStream().map(one -> one.path("values")).toList();
    }

    @Override
    public ObjectNode told(List<JsonNode> vectors, Codec.Asked asked) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (several) {
            ArrayNode all = body.putArray("embeddings");
            vectors.forEach(vector -> all.addObject().set("values", vector));
        } else if (!vectors.isEmpty()) {
            body.putObject("embedding").set("values", vectors.getFirst());
        }
        return body;
    }
}
