package dev.syngate.protocol;

import dev.syngate.call.Capability;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the prompt of a request in passing: how long it is, what a model must be capable of to
/// take it, and which conversation it belongs to. Shares the parser of [RequestReader].
final class PromptReader {
    private static final int IMAGE_TOKENS = 1_000;
    private static final int LONGEST_TYPE = 40;
    private static final Set<String> FILES =
            Set.of(
                    "image_url",
                    "inlineData",
                    "inline_data",
                    "fileData",
                    "file_data",
                    "input_audio",
                    "source");
    private static final Set<String> EMBEDDED = Set.of("url", "image_url", "data", "file_data");

    /// What a tool is called with and what it answers: whatever stands there is data.
    private static final Set<String> TOOL_DATA = Set.of("input", "args", "arguments", "response");

    private static final Set<String> MEDIA_TYPES = Set.of("media_type", "mimeType", "mime_type");

    private final JsonParser parser;
    private final @Nullable StringBuilder text;
    private final TokenEstimator tokens = new TokenEstimator();
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private final FirstTurn firstTurn = new FirstTurn();
    private long chars;

    /// Whether the parser stands in what a tool is called with or answers.
    private boolean isData;

    /// @param text takes the texts of the prompt; null: they are only guessed at
    PromptReader(JsonParser parser, @Nullable StringBuilder text) {
        this.parser = parser;
        this.text = text;
    }

    /// Reads the array of turns at which the parser stands.
    void turns() {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            turn();
        }
    }

    /// Reads one turn: an object, an array or a text.
    void turn() {
        firstTurn.begin();
        value();
        firstTurn.end();
    }

    /// Counts every text below, and every number: a prompt may be tokens already.
    void value() {
        if (parser.currentToken().isStructStart()) {
            struct();
        } else {
            count(parser.currentToken());
        }
    }

    private void struct() {
        int depth = 1;
        int data = 0;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw RequestReader.refused("the body is not valid JSON");
            }
            boolean opensData =
                    data == 0
                            && token == JsonToken.START_OBJECT
                            && TOOL_DATA.contains(String.valueOf(parser.currentName()));
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            data = opensData ? depth : depth < data ? 0 : data;
            isData = data > 0;
            count(token);
        }
    }

    private void count(JsonToken token) {
        String name = parser.currentName();
        boolean isFile = !isData && FILES.contains(String.valueOf(name));
        if (token == JsonToken.PROPERTY_NAME && isFile) {
            tokens.addTokens(IMAGE_TOKENS);
        }
        if (token == JsonToken.VALUE_NUMBER_INT && name == null) {
            tokens.addTokens(1);
        }
        if (token == JsonToken.VALUE_STRING
                && (name == null || isData || !EMBEDDED.contains(name))) {
            count(name, parser.getStringCharacters(), parser.getStringOffset());
        }
    }

    private void count(@Nullable String name, char[] found, int from) {
        int length = parser.getStringLength();
        chars += length;
        if (firstTurn.isRead()) {
            firstTurn.add(name, found, from, length);
        }
        tokens.add(found, from, length);
        if (text != null) {
            text.append(found, from, length).append('\n');
        }
        if (name != null && !isData && length <= LONGEST_TYPE) {
            readNeed(name);
        }
    }

    private void readNeed(String name) {
        Capability need =
                name.equals("type")
                        ? Capability.ofPart(parser.getString())
                        : MEDIA_TYPES.contains(name)
                                ? Capability.ofMedia(parser.getString())
                                : null;
        if (need != null) {
            needs.add(need);
        }
    }

    void addTokens(int more) {
        tokens.addTokens(more);
    }

    /// Takes the caller's own name for what shares its beginning.
    void named(String conversation) {
        firstTurn.named(conversation);
    }

    long chars() {
        return chars;
    }

    /// As many as are guessed.
    long tokens() {
        return tokens.tokens();
    }

    /// @param tools whether the model must call tools
    /// @param converses whether such requests go on with a conversation
    Demands demands(boolean tools, boolean converses) {
        if (tools) {
            needs.add(Capability.TOOLS);
        }
        Long conversation = converses ? firstTurn.conversation() : null;
        return needs.isEmpty() && conversation == null
                ? Demands.NONE
                : new Demands(needs, conversation, firstTurn.goesOn());
    }
}
