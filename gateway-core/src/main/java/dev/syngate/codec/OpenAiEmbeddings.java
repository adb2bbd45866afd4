package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import dev.syngate.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Vectors in OpenAI's words (Embeddings reference).
final class OpenAiEmbeddings implements Vectors.Words {
    private static final Set<String> KNOWN =
            Set.of("model", "input", "dimensions", "encoding_format", "user");

    @Override
    public ChatRequest read(JsonNode tree) {
        Fields body = new Fields(tree);
        JsonNode input = body.at("input");
        List<String> texts = body.texts("input");
        if (input.isArray() && texts.size() != input.size()) {
            throw Fields.untranslatable("input", "tokens");
        }
        return Vectors.request(texts, body.integer("dimensions"), body.besides(KNOWN));
    }

    @Override
    public ObjectNode write(List<String> texts, @Nullable Long length, String model) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model);
        texts.forEach(body.putArray("input")::add);
        if (length != null) {
            body.put("dimensions", length);
        }
        return body;
    }

    @Override
    public List<JsonNode> vectors(JsonNode body) {
        return body.path("data").valueStream().map(one -> one.path("embedding")).toList();
    }

    @Override
    public ObjectNode told(List<JsonNode> vectors, Codec.Asked asked) {
        boolean packed = Fields.text(asked.body().path("encoding_format")).equals("base64");
        ObjectNode body = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (JsonNode vector : vectors) {
            ObjectNode one =
                    data.addObject().put("object", "embedding").put("index", data.size() - 1);
            if (packed) {
                one.put("embedding", packed(vector));
            } else {
                one.set("embedding", vector);
            }
        }
        body.put("model", asked.model());
        body.putObject("usage")
                .put("prompt_tokens", asked.promptTokens())
                .put("total_tokens", asked.promptTokens());
        return body;
    }

    /// The numbers as 32 bits each, the lowest byte first.
    private static String packed(JsonNode vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * vector.size()).order(ByteOrder.LITTLE_ENDIAN);
        vector.forEach(number -> bytes.putFloat((float) number.asDouble(0)));
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
