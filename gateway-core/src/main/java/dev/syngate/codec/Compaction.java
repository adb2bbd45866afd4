package dev.syngate.codec;

import dev.syngate.call.RefusedException;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Compaction of the Responses API, by any model: it is asked for a summary, which comes back to
/// the caller as one opaque item beside what its user said last (Responses reference, "Compact").
final class Compaction implements Codec {
    private static final String MAKER = "compaction";
    private static final int MOST_CHARS = 80_000;

    private static final String TASK =
            "Summarise the conversation above, so that you can go on with the work from your summary alone. Tell what the user wants and has decided, what was done and found, with names, paths and figures as they are, and what is left to do. Answer with the summary only.";
    private static final String TOLD = "A summary of the conversation up to here:\n\n";

    @Override
    public ChatRequest read(JsonNode body) {
        if (body.path("stream").asBoolean(false)) {
            throw RefusedException.field("stream", "A compaction is not streamed.");
        }
        ChatRequest request = new ResponsesRequestReader(new Fields(body)).read();
        List<Message> messages = new ArrayList<>(request.messages());
        messages.add(new Message(Role.USER, List.of(new Part.Text(TASK))));
        return request.withMessages(messages);
    }

    /// What an item of a compaction stands for; null: it was not made here.
    static @Nullable Part summary(String token) {
        Seal seal = Seal.ofToken(token);
        return seal != null && seal.maker().equals(MAKER)
                ? new Part.Text(TOLD + seal.value())
                : null;
    }

    @Override
    public ObjectNode write(ChatRequest request, Addressee to) {
        throw new UnsupportedOperationException("no provider is asked in these words");
    }

    @Override
    public AnswerDecoder decoder(String maker, String model, String id, int choice) {
        throw new UnsupportedOperationException("no provider answers in these words");
    }

    @Override
    public AnswerEncoder encoder(Asked asked) {
        return new Encoder(asked);
    }

    /// The compacted conversation; never in pieces.
    private record Encoder(Asked asked) implements AnswerEncoder {
        @Override
        public ObjectNode whole(ChatAnswer answer) {
            ObjectNode compacted =
                    Json.MAPPER
                            .createObjectNode()
                            .put("id", ResponseObject.PREFIX + asked.id())
                            .put("object", "response.compaction")
                            .put("created_at", asked.created());
            ArrayNode output = compacted.putArray("output");
            said(output);
            String summary = new Message(Role.ASSISTANT, answer.parts()).text();
            output.addObject()
                    .put("id", "cmp_" + asked.id())
                    .put("type", "compaction")
                    .put("encrypted_content", new Seal(MAKER, "", summary, true).token());
            compacted.set("usage", ResponseObject.usage(answer.usage()));
            return compacted;
        }

        /// What the user said, as it is; of much, the last.
        private void said(ArrayNode output) {
            List<String> texts = new ArrayList<>();
            int chars = 0;
            for (Message message : asked.request().messages().reversed()) {
                String text = message.role() == Role.USER ? message.text() : "";
                chars += text.length();
                if (!text.isEmpty() && !text.equals(TASK) && chars <= MOST_CHARS) {
                    texts.addFirst(text);
                }
            }
            for (String text : texts) {
                ObjectNode item =
                        output.addObject()
                                .put("id", "msg_" + asked.id() + "_" + output.size())
                                .put("type", "message")
                                .put("status", "completed")
                                .put("role", "user");
                item.putArray("content").addObject().put("type", "input_text").put("text", text);
            }
        }

        @Override
        public void begin(EventWriter out) {}

        @Override
        public void part(int choice, Delta delta, EventWriter out) {}

        @Override
        public void end(ChatAnswer answer, EventWriter out) {}
    }
}
