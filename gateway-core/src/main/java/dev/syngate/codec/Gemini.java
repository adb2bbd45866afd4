package dev.syngate.codec;

import dev.syngate.hub.ChatRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's generateContent (generateContent reference).
final class Gemini implements Codec {
    @Override
    public ChatRequest read(JsonNode body) {
        return new GeminiRequestReader(new Fields(body)).read();
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        return new GeminiRequestWriter(request, to).write();
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        return new GeminiDecoder(maker, id, choice);
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new GeminiEncoder(asked);
    }
}
