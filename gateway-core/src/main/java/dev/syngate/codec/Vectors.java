package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.StopReason;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What all protocols of vectors have in common: texts in, a vector for each out, never streamed.
final class Vectors {
    private Vectors() {}

    /// @param length of the vectors; null: not said
    static ChatRequest request(List<String> texts, @Nullable Long length, List<String> unread) {
        return new ChatRequest(
                texts.stream()
                        .map(text -> new Message(Role.USER, List.of(new Part.Text(text))))
                        .toList(),
                List.of(),
                new ToolChoice.Auto(),
                null,
                new ChatRequest.Sampling(null, null, null, null, null, null),
                null,
                List.of(),
                1,
                new ChatRequest.Thinking(null, false),
                new AnswerFormat.Vector(length),
                null,
                null,
                unread);
    }

    /// The numbers of a vector.
    static JsonNode of(Part part) {
        return Json.MAPPER.readTree(part instanceof Part.Text(String numbers) ? numbers : "[]");
    }

    /// Reads vectors from where an answer has them.
    static final class Decoder extends AnswerDecoder {
        private final Function<JsonNode, List<JsonNode>> vectors;

        Decoder(Function<JsonNode, List<JsonNode>> vectors) {
            this.vectors = vectors;
        }

        @Override
        void event(JsonNode event, PartSequence parts) {}

        @Override
        void whole(JsonNode body, PartSequence parts) {
            for (JsonNode vector : vectors.apply(body)) {
                parts.text(vector.toString());
                parts.breakOff();
            }
            stopped(StopReason.STOP);
        }
    }

    /// Writes vectors where an answer has them.
    ///
    /// @param body makes it of an answer
    record Encoder(Function<ChatAnswer, ObjectNode> body) implements AnswerEncoder {
        @Override
        public void begin(EventWriter out) {}

        @Override
        public void part(Delta delta, EventWriter out) {}

        @Override
        public void end(StopReason stop, Usage usage, EventWriter out) {}

        @Override
        public void fail(String message, EventWriter out) {}

        @Override
        public ObjectNode whole(ChatAnswer answer) {
            return body.apply(answer);
        }
    }
}
