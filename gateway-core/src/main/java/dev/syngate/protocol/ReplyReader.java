package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// Reads one chunk of a streamed answer, or a whole answer: they have the same shape.
final class ReplyReader {
    private static final int MOST_CHOICES = 1000;

    private final byte[] json;
    private final int offset;
    private final int length;
    private final BitSet ended;
    private final List<ChatEvent> events = new ArrayList<>(2);

    private boolean choices;
    private int choiceCount;
    private boolean counted;
    private boolean finished;
    private boolean plain = true;
    private @Nullable String failure;

    /// @param ended takes which choices said why they ended
    ReplyReader(byte[] json, int offset, int length, BitSet ended) {
        this.ended = ended;
        this.json = json;
        this.offset = offset;
        this.length = length;
    }

    ChatChunk chunk() {
        try (JsonParser parser = Json.MAPPER.createParser(json, offset, length)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser);
            }
        }
        if (!choices && !counted && failure == null) {
            failure = UpstreamErrors.find(Json.MAPPER.readTree(json, offset, length));
        }
        if (failure != null) {
            events.add(new ChatEvent.Failed(failure));
        }
        plain &= choiceCount == 1 && !counted && !finished && failure == null;
        return new ChatChunk(
                events, counted && choiceCount == 0 && failure == null, finished, plain);
    }

    private void object(JsonParser parser) {
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "choices" -> choices(parser, token);
                case "usage" -> usage(parser, token);
                case "x_groq" -> nestedUsage(parser, token);
                case "error" -> error(parser, token);
                default -> parser.skipChildren();
            }
        }
    }

    private void choices(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        choices = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            choiceCount++;
            choice(parser);
        }
    }

    private void choice(JsonParser parser) {
        int index = 0;
        boolean ends = false;
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "delta", "message" -> message(parser, token);
                case "text" -> text(parser, token);
                case "finish_reason" -> {
                    ends = token == JsonToken.VALUE_STRING;
                    finish(parser, token);
                }
                case "usage" -> usage(parser, token);
                case "error" -> error(parser, token);
                case "index" -> {
                    index = index(parser, token);
                    plain &= index == 0;
                }
                default -> {
                    plain &= token == JsonToken.VALUE_NULL;
                    parser.skipChildren();
                }
            }
        }
        if (ends) {
            ended.set(Math.max(0, index));
        }
    }

    /// @return -1 where it is none
    private static int index(JsonParser parser, JsonToken token) {
        boolean number =
                token == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() == JsonParser.NumberType.INT;
        if (!number) {
            parser.skipChildren();
        }
        return number ? Math.clamp(parser.getIntValue(), -1, MOST_CHOICES) : -1;
    }

    private void message(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            MessageReader message = new MessageReader(parser);
            message.read(events);
            plain &= message.isPlain();
        } else {
            parser.skipChildren();
        }
    }

    /// The text of a completion, which has no messages.
    private void text(JsonParser parser, JsonToken token) {
        plain = false;
        if (token == JsonToken.VALUE_STRING && !parser.getString().isEmpty()) {
            events.add(new ChatEvent.Text(parser.getString()));
        } else {
            parser.skipChildren();
        }
    }

    private void finish(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            finished = true;
            if (parser.getString().equals("error") && failure == null) {
                failure = "the provider ended the answer with an error";
            }
        } else {
            parser.skipChildren();
        }
    }

    private void nestedUsage(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        String name;
        while ((name = parser.nextName()) != null) {
            JsonToken value = parser.nextToken();
            if (name.equals("usage")) {
                usage(parser, value);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void usage(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            Usage usage = UsageForms.openAi(parser.readValueAsTree());
            if (usage != null) {
                events.add(new ChatEvent.Counted(usage));
                counted = true;
            }
        } else {
            parser.skipChildren();
        }
    }

    private void error(JsonParser parser, JsonToken token) {
        if (token != JsonToken.VALUE_NULL) {
            JsonNode error = parser.readValueAsTree();
            String message =
                    UpstreamErrors.find(Json.MAPPER.createObjectNode().set("error", error));
            failure = message == null ? failure : message;
        }
    }
}
