package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Responses API (Responses reference).
final class OpenAiResponses implements Codec {
    @Override
    public ChatRequest read(JsonNode body) {
        return new ResponsesRequestReader(new Fields(body)).read();
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        return new ResponsesRequestWriter(request, to).write();
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        return new ResponsesDecoder(maker);
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new ResponsesEncoder(asked);
    }
}
