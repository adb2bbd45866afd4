package dev.syngate.protocol;

import dev.syngate.billing.Media;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.ApiRequest.ModelPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/// Reads one JSON request in a single pass and remembers where the bytes are that may have to
/// change.
final class RequestReader {
    private static final int MESSAGE_TOKENS = 4;
    private static final int BYTES_PER_SCHEMA_TOKEN = 3;
    private static final String MODELS = "models/";
    private static final Set<String> READ_ONCE = Set.of("model", "stream", "stream_options", "n");
    private static final Set<String> TURNS = Set.of("input", "contents");
    private final Endpoint endpoint;
    private final RequestForm form;
    private final JsonParser parser;
    private final PromptReader prompt;
    private final LimitReader limits;
    private final Set<String> seen = new HashSet<>();

    private @Nullable String model;
    private final List<ModelPlace> modelAt = new ArrayList<>();
    private boolean stream;
    private boolean includeUsage;
    private @Nullable Splice usageSwitch;
    private boolean tools;
    private boolean empty = true;
    private @Nullable String size;
    private @Nullable String quality;

    private RequestReader(
            Endpoint endpoint,
            JsonParser parser,
            @Nullable String pathModel,
            @Nullable StringBuilder text) {
        this.endpoint = endpoint;
        this.form = endpoint.form();
        this.parser = parser;
        this.prompt = new PromptReader(parser, text);
        this.limits = new LimitReader(parser, form.limits());
        this.model = pathModel;
        this.stream = endpoint == Endpoint.STREAM_GENERATE_CONTENT;
    }

    static ApiRequest read(Endpoint endpoint, byte[] body, @Nullable String pathModel) {
        return read(endpoint, body, pathModel, null);
    }

    /// @param text takes the texts of the prompt; null: they are only guessed at
    static ApiRequest read(
            Endpoint endpoint,
            byte[] body,
            @Nullable String pathModel,
            @Nullable StringBuilder text) {
        if (!opensAnObject(body) || !Utf8.isValid(body)) {
            throw refused("the body must be a JSON object in UTF-8");
        }
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            return new RequestReader(endpoint, parser, pathModel, text).read();
        } catch (StreamConstraintsException e) {
            throw refused(
                    "the body is nested deeper than "
                            + Json.DEEPEST
                            + " levels or holds an oversized value");
        } catch (JacksonException e) {
            throw refused("the body is not valid JSON");
        }
    }

    private static boolean opensAnObject(byte[] body) {
        int i = 0;
        while (i < body.length
                && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
            i++;
        }
        return i + 1 < body.length && body[i] == '{' && body[i + 1] != 0;
    }

    static RefusedException refused(String message) {
        return new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, message));
    }

    private ApiRequest read() {
        parser.nextToken();
        String name;
        while ((name = parser.nextName()) != null) {
            if (isRead(name) && !seen.add(name)) {
                throw RefusedException.field(name, "`" + name + "` is given twice");
            }
            parser.nextToken();
            empty = false;
            field(name);
        }
        int end = offset() - 1;
        if (parser.nextToken() != null) {
            throw refused("the body holds more than one JSON value");
        }
        return request(end);
    }

    private boolean isRead(String name) {
        return READ_ONCE.contains(name)
                || form.counted().contains(name)
                || form.limits().contains(name);
    }

    private void field(String name) {
        switch (name) {
            case "messages" -> readMessages();
            case "stream" -> stream |= bool(name);
            case "n" -> limits.choices(name);
            case "size" -> size = textOrSkip();
            case "quality" -> quality = textOrSkip();
            case "tools", "functions" -> readTools();
            case "generationConfig", "generation_config" -> limits.below(name + ".");
            case "model" -> readModel();
            case "stream_options" -> readStreamOptions();
            case "prompt_cache_key" -> readConversation();
            case "requests" -> readRequests(name);
            default -> readOther(name);
        }
    }

    private void readOther(String name) {
        if (name.equals(form.required())
                && parser.currentToken().isScalarValue()
                && !is(JsonToken.VALUE_STRING)) {
            throw RefusedException.field(name, "`" + name + "` must be text or an array");
        }
        if (form.limits().contains(name)) {
            limits.limit(name);
        } else if (!form.counted().contains(name)) {
            parser.skipChildren();
        } else if (TURNS.contains(name) && is(JsonToken.START_ARRAY)) {
            prompt.turns();
        } else {
            countText(name);
        }
    }

    /// Instructions are no turn.
    private void countText(String name) {
        if (TURNS.contains(name)) {
            prompt.turn();
        } else {
            prompt.value();
        }
    }

    private @Nullable String textOrSkip() {
        if (is(JsonToken.VALUE_STRING)) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    private ApiRequest request(int end) {
        if (model == null && form.standardModel() != null) {
            model = form.standardModel();
            modelAt.add(
                    new ModelPlace(end, end, true, empty ? "\"model\":" : ",\"model\":", "", ""));
        }
        if (model == null) {
            throw RefusedException.field("model", "`model` is missing");
        }
        if (form.required() != null && !seen.contains(form.required())) {
            throw RefusedException.field(form.required(), "`" + form.required() + "` is missing");
        }
        boolean mustAsk = form.asksForUsage() && stream && !includeUsage;
        if (mustAsk && usageSwitch == null) {
            usageSwitch = new Splice(end, end, ",\"stream_options\":{\"include_usage\":true}");
        }
        return new ApiRequest(
                endpoint,
                model,
                stream,
                stream && (includeUsage || !form.asksForUsage()),
                limits.maxOutput(),
                limits.choices(),
                prompt.chars(),
                prompt.tokens(),
                prompt.demands(tools, endpoint.isWritten()),
                media(),
                modelAt,
                mustAsk ? usageSwitch : null);
    }

    private Media media() {
        return switch (endpoint.form()) {
            case RequestForm f when f == RequestForm.IMAGES || f == RequestForm.IMAGE_FILES ->
                    Media.ofImages(limits.choices(), size, quality);
            case RequestForm f when f == RequestForm.SPEECH -> Media.ofCharacters(prompt.chars());
            case RequestForm f -> Media.NONE;
        };
    }

    private void readModel() {
        if (endpoint.hasModelInPath()) {
            parser.skipChildren();
            return;
        }
        int from = tokenStart();
        if (!is(JsonToken.VALUE_STRING) || parser.getString().isBlank()) {
            throw RefusedException.field("model", "`model` must be the name of a model");
        }
        model = parser.getString();
        modelAt.add(new ModelPlace(from, offset(), true, "", "", ""));
    }

    /// Requests for vectors, each of which names the model of the path once more.
    private void readRequests(String name) {
        if (form != RequestForm.BATCH_EMBED_CONTENTS || !is(JsonToken.START_ARRAY)) {
            readOther(name);
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!is(JsonToken.START_OBJECT)) {
                throw RefusedException.field(name, "every request must be an object");
            }
            String field;
            while ((field = parser.nextName()) != null) {
                parser.nextToken();
                if (field.equals("model")) {
                    readInnerModel();
                } else {
                    prompt.value();
                }
            }
        }
    }

    private void readInnerModel() {
        int from = tokenStart();
        String named = is(JsonToken.VALUE_STRING) ? parser.getString() : "";
        if (!named.equals(MODELS + model) && !named.equals(model)) {
            throw RefusedException.field(
                    "requests", "every request must name the model of the path: " + MODELS + model);
        }
        modelAt.add(new ModelPlace(from, offset(), true, "", "", MODELS));
    }

    private void readMessages() {
        if (!is(JsonToken.START_ARRAY) || parser.nextToken() == JsonToken.END_ARRAY) {
            throw RefusedException.field(
                    "messages", "`messages` must be an array of at least one message");
        }
        do {
            if (!is(JsonToken.START_OBJECT)) {
                throw RefusedException.field("messages", "every message must be an object");
            }
            prompt.addTokens(MESSAGE_TOKENS);
            prompt.turn();
        } while (parser.nextToken() != JsonToken.END_ARRAY);
    }

    /// The caller's own name for what shares its beginning.
    private void readConversation() {
        String name = textOrSkip();
        if (name != null && !name.isEmpty()) {
            prompt.named(name);
        }
    }

    private void readStreamOptions() {
        int from = tokenStart();
        if (is(JsonToken.VALUE_NULL)) {
            usageSwitch = new Splice(from, offset(), "{\"include_usage\":true}");
            return;
        }
        if (!is(JsonToken.START_OBJECT)) {
            throw RefusedException.field("stream_options", "`stream_options` must be an object");
        }
        boolean empty = true;
        String name;
        while ((name = parser.nextName()) != null) {
            empty = false;
            parser.nextToken();
            if (name.equals("include_usage")) {
                readIncludeUsage();
            } else {
                parser.skipChildren();
            }
        }
        if (usageSwitch == null) {
            usageSwitch =
                    new Splice(from + 1, from + 1, "\"include_usage\":true" + (empty ? "" : ","));
        }
    }

    private void readIncludeUsage() {
        if (usageSwitch != null) {
            throw RefusedException.field("stream_options", "`include_usage` is given twice");
        }
        int from = tokenStart();
        includeUsage = bool("stream_options.include_usage");
        usageSwitch = new Splice(from, offset(), "true");
    }

    private void readTools() {
        int from = tokenStart();
        parser.skipChildren();
        int length = offset() - from;
        tools |= is(JsonToken.END_ARRAY) && length > "[]".length();
        prompt.addTokens(length / BYTES_PER_SCHEMA_TOKEN);
    }

    private boolean bool(String name) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw RefusedException.field(name, "`" + name + "` must be true or false");
        };
    }

    private boolean is(JsonToken token) {
        return parser.hasToken(token);
    }

    private int tokenStart() {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int offset() {
        return (int) parser.currentLocation().getByteOffset();
    }
}
