package dev.syngate.codec;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Vectors in the words of one protocol: texts in, a vector for each out, never streamed. In the
/// hub a vector is a text, JSON of its numbers.
record Vectors(Words words) implements Codec {
    /// What the protocols of vectors say differently.
    interface Words {
        ChatRequest read(JsonNode body);

        /// @param length of the vectors; null: not said
        ObjectNode write(List<String> texts, @Nullable Long length, String model);

        /// The vectors of an answer.
        List<JsonNode> vectors(JsonNode body);

        /// An answer of them.
        ObjectNode told(List<JsonNode> vectors, Asked asked);
    }

    @Override
    public ChatRequest read(JsonNode body) {
        return words.read(body);
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        Long length =
                request.format() instanceof AnswerFormat.Vector vector ? vector.length() : null;
        return words.write(
                request.messages().stream().map(Message::text).toList(), length, to.model());
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        return new Decoder(words);
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new Encoder(words, asked);
    }

    /// @param length of the vectors; null: not said
    static ChatRequest request(List<String> texts, @Nullable Long length, List<String> unread) {
        return new ChatRequest(
                texts.stream()
                        .map(text -> new Message(Role.USER, List.of(new Part.Text(text))))
                        .toList(),
                List.of(),
                List.of(),
                new ToolChoice.Auto(),
                null,
                ChatRequest.Sampling.USUAL,
                null,
                List.of(),
                1,
                null,
                new ChatRequest.Thinking(null, false),
                new AnswerFormat.Vector(length),
                null,
                null,
                unread);
    }

    private static final class Decoder extends AnswerDecoder {
        private final Words words;

        Decoder(Words words) {
            this.words = words;
        }

        @Override
        void event(JsonNode event, PartSequence parts) {}

        @Override
        void whole(JsonNode body, PartSequence parts) {
            for (JsonNode vector : words.vectors(body)) {
                parts.text(vector.toString());
                parts.breakOff();
            }
            stopped(StopReason.STOP);
        }
    }

    private record Encoder(Words words, Asked asked) implements AnswerEncoder {
        @Override
        public void begin(EventWriter out) {}

        @Override
        public void part(int choice, Delta delta, EventWriter out) {}

        @Override
        public void end(ChatAnswer answer, EventWriter out) {}

        @Override
        public ObjectNode whole(ChatAnswer answer) {
            return words.told(answer.parts().stream().map(Encoder::numbers).toList(), asked);
        }

        private static JsonNode numbers(Part part) {
            return Json.MAPPER.readTree(part instanceof Part.Text(String said, _) ? said : "[]");
        }
    }
}
