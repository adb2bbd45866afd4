package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Messages API (Messages reference).
final class AnthropicMessages implements Codec {
    @Override
    public ChatRequest read(JsonNode body) {
        return new MessagesRequestReader(new Fields(body)).read();
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        return new MessagesRequestWriter(request, to).write();
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        return new MessagesDecoder(maker);
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new MessagesEncoder(asked);
    }
}
