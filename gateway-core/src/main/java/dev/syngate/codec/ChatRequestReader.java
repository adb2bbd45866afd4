package dev.syngate.codec;

import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.HostedTool;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.Tool;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads requests of chat completions.
final class ChatRequestReader {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "messages",
                    "stream",
                    "stream_options",
                    "max_tokens",
                    "max_completion_tokens",
                    "temperature",
                    "top_p",
                    "top_k",
                    "seed",
                    "frequency_penalty",
                    "presence_penalty",
                    "stop",
                    "n",
                    "logprobs",
                    "top_logprobs",
                    "web_search_options",
                    "tools",
                    "tool_choice",
                    "functions",
                    "function_call",
                    "parallel_tool_calls",
                    "reasoning_effort",
                    "reasoning",
                    "response_format",
                    "verbosity",
                    "user",
                    "safety_identifier");

    /// What any protocol tells of one place.
    private static final int MOST_LOGPROBS = 20;

    private final Fields body;
    private final List<String> unread;
    private final List<HostedTool> hosted = new ArrayList<>();

    ChatRequestReader(Fields body) {
        this.body = body;
        this.unread = new ArrayList<>(body.besides(KNOWN));
        if (body.at("web_search_options").isObject()) {
            hosted.add(HostedTools.of("web_search", "web_search_options"));
        }
    }

    ChatRequest read() {
        JsonNode choice = body.first("tool_choice", "function_call");
        return new ChatRequest(
                messages(),
                ToolSelection.allowed(tools(), choice),
                hosted,
                ToolSelection.choice(choice),
                body.flag("parallel_tool_calls"),
                new ChatRequest.Sampling(
                        body.number("temperature"),
                        body.number("top_p"),
                        body.integer("top_k"),
                        body.integer("seed"),
                        body.number("frequency_penalty"),
                        body.number("presence_penalty")),
                body.integer("max_completion_tokens", "max_tokens"),
                body.texts("stop"),
                choices(body, "n"),
                logprobs(Boolean.TRUE.equals(body.flag("logprobs")), body.integer("top_logprobs")),
                thinking(),
                format(),
                body.textOrNull("verbosity"),
                Fields.text(body.first("safety_identifier", "user")),
                unread);
    }

    /// @param names of the field, in the protocol's spellings
    static int choices(Fields body, String... names) {
        Long choices = body.integer(names);
        return choices == null ? 1 : choices.intValue();
    }

    private AnswerFormat format() {
        List<String> modalities = body.texts("modalities");
        if (modalities.contains("image") && !modalities.contains("audio")) {
            unread.remove("modalities");
            unread.remove("image_config");
            return new AnswerFormat.Picture(body.below("image_config").textOrNull("aspect_ratio"));
        }
        if (modalities.equals(List.of("text"))) {
            unread.remove("modalities");
        }
        return format(body.below("response_format"));
    }

    /// @param asked whether they are asked for by that alone
    /// @param top how many of the likeliest tokens are; null: not said
    static @Nullable Integer logprobs(boolean asked, @Nullable Long top) {
        int most = top == null ? 0 : Math.clamp(top, 0, MOST_LOGPROBS);
        return asked || most > 0 ? most : null;
    }

    private ChatRequest.Thinking thinking() {
        String word = body.text("reasoning_effort");
        String other = body.below("reasoning").text("effort");
        return new ChatRequest.Thinking(Effort.ofWord(word.isEmpty() ? other : word), true);
    }

    static AnswerFormat format(Fields format) {
        return switch (format.text("type")) {
            case "json_object" -> new AnswerFormat.Json();
            case "json_schema" -> {
                Fields wanted =
                        format.at("json_schema").isObject() ? format.below("json_schema") : format;
                ObjectNode schema = wanted.object("schema");
                yield schema == null
                        ? new AnswerFormat.Json()
                        : new AnswerFormat.Schema(
                                wanted.text("name").isEmpty() ? "answer" : wanted.text("name"),
                                schema,
                                wanted.flag("strict"));
            }
            default -> new AnswerFormat.Free();
        };
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode tool : body.at("tools")) {
            String type = tool.path("type").asString("function");
            switch (type) {
                case "function" -> tools.add(function(new Fields(tool.path("function"))));
                case "custom" -> tools.add(custom(new Fields(tool.path("custom"))));
                default -> hosted.add(HostedTools.listed(type));
            }
        }
        for (JsonNode function : body.at("functions")) {
            tools.add(function(new Fields(function)));
        }
        return tools;
    }

    static Tool function(Fields tool) {
        return new Tool(
                tool.text("name"),
                tool.text("description"),
                tool.object("parameters"),
                tool.flag("strict"),
                false);
    }

    /// A tool that takes plain text becomes one with a single argument; its grammar is told in
    /// words.
    static Tool custom(Fields tool) {
        Fields format = tool.below("format");
        Fields grammar = format.at("grammar").isObject() ? format.below("grammar") : format;
        String rules = grammar.text("definition");
        String how =
                rules.isEmpty()
                        ? ""
                        : "\n\nThe input has to fit this %s grammar:\n%s"
                                .formatted(grammar.text("syntax"), rules);
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.putObject("properties").putObject(Tool.INPUT).put("type", "string");
        schema.putArray("required").add(Tool.INPUT);
        return new Tool(tool.text("name"), tool.text("description") + how, schema, null, true);
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        int legacy = 0;
        for (JsonNode node : body.at("messages")) {
            Fields message = new Fields(node);
            switch (message.text("role")) {
                case "system", "developer" ->
                        messages.add(new Message(Role.SYSTEM, parts(message.at("content"))));
                case "assistant" -> {
                    Message said = assistant(message, legacy);
                    messages.add(said);
                }
                case "tool" -> addResult(messages, result(message, message.text("tool_call_id")));
                case "function" -> addResult(messages, result(message, "call_legacy_" + legacy++));
                default -> messages.add(new Message(Role.USER, parts(message.at("content"))));
            }
        }
        return messages;
    }

    private static Part.ToolResult result(Fields message, String callId) {
        return new Part.ToolResult(
                callId, message.textOrNull("name"), parts(message.at("content")), false);
    }

    /// Results that follow each other are one turn.
    private static void addResult(List<Message> messages, Part.ToolResult result) {
        boolean more =
                !messages.isEmpty()
                        && messages.getLast().role() == Role.USER
                        && messages.getLast().parts().getLast() instanceof Part.ToolResult;
        List<Part> parts = new ArrayList<>(more ? messages.removeLast().parts() : List.of());
        parts.add(result);
        messages.add(new Message(Role.USER, parts));
    }

    private static Message assistant(Fields message, int legacy) {
        List<Part> parts = new ArrayList<>(reasoning(message));
        parts.addAll(parts(message.at("content")));
        String refusal = message.text("refusal");
        if (!refusal.isEmpty()) {
            parts.add(new Part.Refused(refusal));
        }
        for (JsonNode call : message.at("tool_calls")) {
            parts.add(call(new Fields(call)));
        }
        if (message.at("function_call").isObject()) {
            Fields called = message.below("function_call");
            parts.add(
                    new Part.ToolCall(
                            "call_legacy_" + legacy,
                            called.text("name"),
                            called.text("arguments"),
                            null));
        }
        return new Message(Role.ASSISTANT, parts);
    }

    private static Part.ToolCall call(Fields call) {
        Seal seal =
                Seal.ofToken(call.below("extra_content").below("google").text("thought_signature"));
        if (call.text("type").equals("custom")) {
            Fields custom = call.below("custom");
            return new Part.ToolCall(
                    call.text("id"),
                    custom.text("name"),
                    FreeText.wrap(custom.text("input")),
                    seal);
        }
        Fields function = call.below("function");
        return new Part.ToolCall(
                call.text("id"), function.text("name"), arguments(function.at("arguments")), seal);
    }

    private static String arguments(JsonNode arguments) {
        return arguments.isObject() ? arguments.toString() : Fields.text(arguments);
    }

    /// What clients send back of what [ChatEncoder] told them.
    private static List<Part> reasoning(Fields message) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode detail : message.at("reasoning_details")) {
            String text = detail.path("text").asString(detail.path("summary").asString(""));
            Seal seal =
                    Seal.ofToken(
                            detail.path("signature").asString(detail.path("data").asString("")));
            if (!text.isEmpty() || seal != null) {
                parts.add(new Part.Reasoning(text, seal));
            }
        }
        String text = Fields.text(message.first("reasoning_content", "reasoning"));
        if (parts.isEmpty() && !text.isEmpty()) {
            parts.add(new Part.Reasoning(text, null));
        }
        return parts;
    }

    private static List<Part> parts(JsonNode content) {
        if (content.isString()) {
            return content.asString("").isEmpty()
                    ? List.of()
                    : List.of(new Part.Text(content.asString("")));
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode node : content) {
            parts.add(part(new Fields(node)));
        }
        return parts;
    }

    private static Part part(Fields part) {
        String type = part.text("type");
        return switch (type) {
            case "text", "input_text", "output_text" -> new Part.Text(part.text("text"));
            case "refusal" -> new Part.Refused(part.text("refusal"));
            case "image_url" -> image(part);
            case "input_audio" -> {
                Fields audio = part.below("input_audio");
                yield Part.Media.embedded(
                        Part.Media.Kind.AUDIO, "audio/" + audio.text("format"), audio.text("data"));
            }
            case "file" -> file(part.below("file"));
            default -> throw Fields.untranslatable("messages", type);
        };
    }

    private static Part.Media image(Fields part) {
        Fields image = part.below("image_url");
        String url = part.at("image_url").isString() ? part.text("image_url") : image.text("url");
        return Part.Media.at(Part.Media.Kind.IMAGE, url, null, image.textOrNull("detail"));
    }

    /// The file as OpenAI's protocols name it.
    static Part.Media file(Fields file) {
        @Nullable String name = file.textOrNull("filename");
        String data = file.text("file_data");
        if (!data.isEmpty()) {
            String url = data.startsWith("data:") ? data : "data:application/pdf;base64," + data;
            return Part.Media.at(Part.Media.Kind.FILE, url, name, null);
        }
        String url = file.text("file_url");
        return url.isEmpty()
                ? new Part.Media(
                        Part.Media.Kind.FILE, "", null, null, file.text("file_id"), name, null)
                : Part.Media.at(Part.Media.Kind.FILE, url, name, null);
    }
}
