package dev.syngate.codec;

import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Vectors in OpenAI's words (Embeddings reference). In the hub a vector is a text, JSON of its
/// numbers.
final class OpenAiEmbeddings implements Codec {
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
    public ObjectNode write(ChatRequest request, Addressee to) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", to.model());
        ArrayNode input = body.putArray("input");
        request.messages().stream().map(Message::text).forEach(input::add);
        if (request.format() instanceof AnswerFormat.Vector vector && vector.length() != null) {
            body.put("dimensions", vector.length());
        }
        return body;
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id) {
        return new Vectors.Decoder(body -> {
            List<JsonNode> vectors = new ArrayList<>();
            body.path("data").forEach(one -> vectors.add(one.path("embedding")));
            return vectors;
        });
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new Vectors.Encoder(answer -> told(answer, asked));
    }

    private static ObjectNode told(ChatAnswer answer, Asked asked) {
        boolean packed = Fields.text(asked.body().path("encoding_format")).equals("base64");
        ObjectNode body = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (Part part : answer.parts()) {
            JsonNode vector = Vectors.of(part);
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
