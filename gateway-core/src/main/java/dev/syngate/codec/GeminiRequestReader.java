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
import dev.syngate.hub.ToolChoice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads requests of Gemini's, in camel case or with underscores.
final class GeminiRequestReader {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "contents",
                    "systemInstruction",
                    "system_instruction",
                    "tools",
                    "toolConfig",
                    "tool_config",
                    "generationConfig",
                    "generation_config");
    private static final Set<String> KNOWN_CONFIG =
            Set.of(
                    "temperature",
                    "topP",
                    "top_p",
                    "topK",
                    "top_k",
                    "seed",
                    "frequencyPenalty",
                    "frequency_penalty",
                    "presencePenalty",
                    "presence_penalty",
                    "candidateCount",
                    "responseLogprobs",
                    "response_logprobs",
                    "logprobs",
                    "candidate_count",
                    "maxOutputTokens",
                    "max_output_tokens",
                    "stopSequences",
                    "stop_sequences",
                    "responseMimeType",
                    "response_mime_type",
                    "responseSchema",
                    "response_schema",
                    "responseJsonSchema",
                    "response_json_schema",
                    "responseModalities",
                    "response_modalities",
                    "imageConfig",
                    "image_config",
                    "thinkingConfig",
                    "thinking_config");

    private final Fields body;
    private final Fields config;
    private final Fields calling;
    private final List<String> allowed;
    private final List<String> unread;
    private final List<HostedTool> hosted = new ArrayList<>();

    /// Calls that wait for their results, where neither has an id: the oldest of a name comes
    /// first.
    private final Deque<Part.ToolCall> waiting = new ArrayDeque<>();

    private int calls;

    GeminiRequestReader(Fields body) {
        this.body = body;
        this.config = body.below("generationConfig", "generation_config");
        this.calling =
                body.below("toolConfig", "tool_config")
                        .below("functionCallingConfig", "function_calling_config");
        this.allowed = calling.texts("allowedFunctionNames", "allowed_function_names");
        this.unread = new ArrayList<>(body.besides(KNOWN));
        config.besides(KNOWN_CONFIG).forEach(name -> unread.add("generationConfig." + name));
    }

    ChatRequest read() {
        List<Message> messages = new ArrayList<>();
        JsonNode system = body.first("systemInstruction", "system_instruction");
        List<Part> prompt =
                system.isString()
                        ? List.of(new Part.Text(system.asString("")))
                        : parts(system.path("parts"));
        if (!prompt.isEmpty()) {
            messages.add(new Message(Role.SYSTEM, prompt));
        }
        contents(messages);
        return new ChatRequest(
                messages,
                tools(),
                hosted,
                toolChoice(),
                null,
                new ChatRequest.Sampling(
                        config.number("temperature"),
                        config.number("topP", "top_p"),
                        config.integer("topK", "top_k"),
                        config.integer("seed"),
                        config.number("frequencyPenalty", "frequency_penalty"),
                        config.number("presencePenalty", "presence_penalty")),
                config.integer("maxOutputTokens", "max_output_tokens"),
                config.texts("stopSequences", "stop_sequences"),
                ChatRequestReader.choices(config, "candidateCount", "candidate_count"),
                ChatRequestReader.logprobs(
                        config.first("responseLogprobs", "response_logprobs").asBoolean(false),
                        config.integer("logprobs")),
                thinking(config.below("thinkingConfig", "thinking_config")),
                format(),
                null,
                null,
                unread);
    }

    private static ChatRequest.Thinking thinking(Fields thinking) {
        JsonNode level = thinking.first("thinkingLevel", "thinking_level");
        Long budget = thinking.integer("thinkingBudget", "thinking_budget");
        Effort effort =
                budget == null || budget < 0
                        ? Effort.ofWord(Fields.text(level))
                        : Effort.ofBudget(budget);
        boolean shown = thinking.first("includeThoughts", "include_thoughts").asBoolean(false);
        return new ChatRequest.Thinking(effort, shown);
    }

    private AnswerFormat format() {
        List<String> modalities = config.texts("responseModalities", "response_modalities");
        if (modalities.contains("IMAGE")) {
            Fields picture = config.below("imageConfig", "image_config");
            return new AnswerFormat.Picture(
                    picture.text("aspectRatio").isEmpty()
                            ? picture.textOrNull("aspect_ratio")
                            : picture.text("aspectRatio"));
        }
        if (modalities.contains("AUDIO")) {
            unread.add("generationConfig.responseModalities");
        }
        ObjectNode schema =
                config.object(
                        "responseJsonSchema",
                        "response_json_schema",
                        "responseSchema",
                        "response_schema");
        if (schema != null) {
            return new AnswerFormat.Schema("answer", GeminiSchema.plain(schema), null);
        }
        JsonNode mime = config.first("responseMimeType", "response_mime_type");
        return Fields.text(mime).equals("application/json")
                ? new AnswerFormat.Json()
                : new AnswerFormat.Free();
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode node : body.at("tools")) {
            Fields group = new Fields(node);
            group.besides(Set.of("functionDeclarations", "function_declarations"))
                    .forEach(name -> hosted.add(HostedTools.listed(name)));
            for (JsonNode declared : group.first("functionDeclarations", "function_declarations")) {
                Fields function = new Fields(declared);
                ObjectNode schema =
                        function.object(
                                "parametersJsonSchema", "parameters_json_schema", "parameters");
                tools.add(
                        new Tool(
                                function.text("name"),
                                function.text("description"),
                                schema == null ? null : GeminiSchema.plain(schema),
                                null,
                                false));
            }
        }
        return allowed.isEmpty() ? tools : ToolSelection.only(tools, Set.copyOf(allowed));
    }

    private ToolChoice toolChoice() {
        return switch (calling.text("mode")) {
            case "NONE" -> new ToolChoice.None();
            case "ANY" ->
                    allowed.size() == 1
                            ? new ToolChoice.Named(allowed.getFirst())
                            : new ToolChoice.Required();
            default -> new ToolChoice.Auto();
        };
    }

    private void contents(List<Message> messages) {
        JsonNode contents = body.at("contents");
        if (contents.isString()) {
            messages.add(new Message(Role.USER, List.of(new Part.Text(contents.asString("")))));
        }
        for (JsonNode node : contents.isArray() ? contents : List.<JsonNode>of()) {
            Fields content = new Fields(node);
            Role role = content.text("role").equals("model") ? Role.ASSISTANT : Role.USER;
            messages.add(new Message(role, parts(content.at("parts"))));
        }
    }

    private List<Part> parts(JsonNode nodes) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode node : nodes) {
            part(new Fields(node), parts);
        }
        return parts;
    }

    private void part(Fields part, List<Part> parts) {
        Seal seal = Seal.ofToken(Fields.text(part.first("thoughtSignature", "thought_signature")));
        String text = part.text("text");
        if (part.at("thought").asBoolean(false)) {
            thought(text, seal, parts);
        } else if (part.at("text").isString()) {
            if (seal != null) {
                parts.add(new Part.Reasoning("", seal));
            }
            if (!text.isEmpty()) {
                parts.add(new Part.Text(text));
            }
        } else if (part.first("functionCall", "function_call").isObject()) {
            parts.add(call(part.below("functionCall", "function_call"), seal));
        } else if (part.first("functionResponse", "function_response").isObject()) {
            parts.add(result(part.below("functionResponse", "function_response")));
        } else if (part.first("inlineData", "inline_data").isObject()) {
            Fields data = part.below("inlineData", "inline_data");
            String mime = Fields.text(data.first("mimeType", "mime_type"));
            parts.add(Part.Media.embedded(kind(mime), mime, data.text("data")));
        } else if (part.first("fileData", "file_data").isObject()) {
            Fields data = part.below("fileData", "file_data");
            String mime = Fields.text(data.first("mimeType", "mime_type"));
            String uri = Fields.text(data.first("fileUri", "file_uri"));
            parts.add(new Part.Media(kind(mime), mime, null, uri, null, null, null));
        } else if (!part.node().isEmpty()) {
            throw Fields.untranslatable("contents", part.node().propertyNames().iterator().next());
        }
    }

    /// A seal comes after the text that it belongs to.
    private static void thought(String text, @Nullable Seal seal, List<Part> parts) {
        boolean goesOn =
                !parts.isEmpty()
                        && parts.getLast() instanceof Part.Reasoning before
                        && before.seal() == null;
        String begun = goesOn && parts.removeLast() instanceof Part.Reasoning b ? b.text() : "";
        parts.add(new Part.Reasoning(begun + text, seal));
    }

    private static Part.Media.Kind kind(String mime) {
        if (mime.startsWith("image/")) {
            return Part.Media.Kind.IMAGE;
        }
        return mime.startsWith("audio/") ? Part.Media.Kind.AUDIO : Part.Media.Kind.FILE;
    }

    private Part.ToolCall call(Fields call, @Nullable Seal seal) {
        String given = call.text("id");
        String id = given.isEmpty() ? "call_" + calls : given;
        calls++;
        JsonNode args = call.at("args");
        Part.ToolCall made =
                new Part.ToolCall(
                        id, call.text("name"), args.isObject() ? args.toString() : "{}", seal);
        waiting.add(made);
        return made;
    }

    private Part.ToolResult result(Fields result) {
        String given = result.text("id");
        String name = result.text("name");
        String id = given.isEmpty() ? idOf(name) : given;
        JsonNode response = result.at("response");
        JsonNode only =
                response.size() == 1
                        ? response.properties().iterator().next().getValue()
                        : response;
        boolean failed = response.has("error");
        String text = only.isString() ? only.asString("") : only.toString();
        return new Part.ToolResult(id, name, List.of(new Part.Text(text)), failed);
    }

    private String idOf(String name) {
        for (Part.ToolCall call : waiting) {
            if (call.name().equals(name)) {
                waiting.remove(call);
                return call.id();
            }
        }
        return "call_" + name;
    }
}
