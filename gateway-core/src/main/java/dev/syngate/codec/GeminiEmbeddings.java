package dev.syngate.codec;

import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Vectors in Gemini's words: of one text or of several (embedContent and batchEmbedContents
/// references).
///
/// @param several whether many are asked for at once; providers always are
record GeminiEmbeddings(boolean several) implements Codec {
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
    public ObjectNode write(ChatRequest request, Addressee to) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode requests = body.putArray("requests");
        for (Message message : request.messages()) {
            ObjectNode one = requests.addObject().put("model", "models/" + to.model());
            one.putObject("content").putArray("parts").addObject().put("text", message.text());
            if (request.format() instanceof AnswerFormat.Vector vector && vector.length() != null) {
                one.put("outputDimensionality", vector.length());
            }
        }
        return body;
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id) {
        return new Vectors.Decoder(body -> {
            List<JsonNode> vectors = new ArrayList<>();
            body.path("embeddings").forEach(one -> vectors.add(one.path("values")));
            return vectors;
        });
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new Vectors.Encoder(answer -> {
            ObjectNode body = Json.MAPPER.createObjectNode();
            if (several) {
                ArrayNode all = body.putArray("embeddings");
                for (Part part : answer.parts()) {
                    all.addObject().set("values", Vectors.of(part));
                }
            } else if (!answer.parts().isEmpty()) {
                body.putObject("embedding").set("values", Vectors.of(answer.parts().getFirst()));
            }
            return body;
        });
    }
}
