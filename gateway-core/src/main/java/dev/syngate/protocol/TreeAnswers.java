package dev.syngate.protocol;

import dev.syngate.chat.ChatEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads answers whose events are read as trees.
abstract class TreeAnswers implements AnswerReader {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    @Override
    public final ChatChunk chunk(SseEvent event) {
        if (!event.hasData()) {
            return ChatChunk.NOTHING;
        }
        int from = event.dataFrom();
        if (Arrays.equals(
                event.dataBuffer(), from, from + event.dataLength(), DONE, 0, DONE.length)) {
            return ChatChunk.DONE;
        }
        try {
            return chunk(event.json());
        } catch (JacksonException e) {
            return ChatChunk.NO_JSON;
        }
    }

    @Override
    public final ChatReply reply(byte[] body) {
        try {
            return reply(Json.MAPPER.readTree(body));
        } catch (JacksonException e) {
            return ChatReply.NO_JSON;
        }
    }

    abstract ChatChunk chunk(JsonNode event);

    abstract ChatReply reply(JsonNode body);

    /// What an event of no known type says: at most that something went wrong.
    static ChatChunk untyped(JsonNode event) {
        String found = event.has("type") ? null : UpstreamErrors.find(event);
        return found == null
                ? ChatChunk.NOTHING
                : ChatChunk.of(List.of(new ChatEvent.Failed(found)), false);
    }

    static ChatReply failed(String message) {
        return new ChatReply(null, "", "", message);
    }
}
