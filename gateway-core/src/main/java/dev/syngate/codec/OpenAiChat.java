package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat completions (Chat Completions reference).
final class OpenAiChat implements Codec {
    @Override
    public ChatRequest read(JsonNode body) {
        return new ChatRequestReader(new Fields(body)).read();
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        return new ChatRequestWriter(request, to).write();
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        return new ChatDecoder(maker, id, ModelTraits.STARTS_THINKING.of(model), choice);
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new ChatEncoder(asked);
    }
}
