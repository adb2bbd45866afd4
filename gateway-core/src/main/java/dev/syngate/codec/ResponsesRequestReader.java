package dev.syngate.codec;

import dev.syngate.call.RefusedException;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.HostedTool;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads requests of the Responses API, whose earlier turns are all in the input by now. What its
/// callers borrow from chat completions is read as there.
final class ResponsesRequestReader {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "previous_response_id",
                    "store",
                    "stream",
                    "stream_options",
                    "include",
                    "max_output_tokens",
                    "parallel_tool_calls",
                    "tools",
                    "tool_choice",
                    "text",
                    "reasoning",
                    "temperature",
                    "top_p",
                    "top_k",
                    "top_logprobs",
                    "seed",
                    "frequency_penalty",
                    "presence_penalty",
                    "stop",
                    "n",
                    "user",
                    "safety_identifier",
                    "metadata",
                    "truncation");

    private static final String LOGPROBS = "message.output_text.logprobs";

    /// What may be asked for beside the answer (Responses reference, `include`).
    private static final List<String> INCLUDED =
            List.of(
                    "file_search_call.results",
                    "web_search_call.results",
                    "web_search_call.action.sources",
                    "message.input_image.image_url",
                    "computer_call_output.output.image_url",
                    "code_interpreter_call.outputs",
                    ResponseObject.SEALS,
                    LOGPROBS);

    private final Fields body;
    private final List<String> unread;
    private final List<HostedTool> hosted = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    ResponsesRequestReader(Fields body) {
        this.body = body;
        this.unread = new ArrayList<>(body.besides(KNOWN));
    }

    ChatRequest read() {
        if (!body.text("instructions").isEmpty()) {
            add(Role.SYSTEM, new Part.Text(body.text("instructions")));
        }
        JsonNode input = body.at("input");
        if (input.isString()) {
            add(Role.USER, new Part.Text(input.asString("")));
        } else {
            input.forEach(item -> item(new Fields(item)));
        }
        Fields reasoning = body.below("reasoning");
        Fields text = body.below("text");
        return new ChatRequest(
                messages,
                ToolSelection.allowed(tools(), body.at("tool_choice")),
                hosted,
                ToolSelection.choice(body.at("tool_choice")),
                body.flag("parallel_tool_calls"),
                new ChatRequest.Sampling(
                        body.number("temperature"),
                        body.number("top_p"),
                        body.integer("top_k"),
                        body.integer("seed"),
                        body.number("frequency_penalty"),
                        body.number("presence_penalty")),
                body.integer("max_output_tokens"),
                body.texts("stop"),
                ChatRequestReader.choices(body, "n"),
                ChatRequestReader.logprobs(includesLogprobs(), body.integer("top_logprobs")),
                new ChatRequest.Thinking(Effort.ofWord(reasoning.text("effort")), true),
                ChatRequestReader.format(text.below("format")),
                text.textOrNull("verbosity"),
                Fields.text(body.first("safety_identifier", "user")),
                unread);
    }

    private boolean includesLogprobs() {
        List<String> included = body.texts("include");
        for (String word : included) {
            if (!INCLUDED.contains(word)) {
                throw RefusedException.field(
                        "include", "`include` may hold " + String.join(", ", INCLUDED) + ".");
            }
        }
        return included.contains(LOGPROBS);
    }

    /// What follows in the same role is the same turn; a system prompt stands alone.
    private void add(Role role, Part part) {
        boolean same =
                !messages.isEmpty() && messages.getLast().role() == role && role != Role.SYSTEM;
        List<Part> parts = new ArrayList<>(same ? messages.removeLast().parts() : List.of());
        parts.add(part);
        messages.add(new Message(role, parts));
    }

    private void item(Fields item) {
        String type = item.text("type");
        switch (type) {
            case "", "message" -> message(item);
            case "function_call" ->
                    call(
                            item,
                            name(item.text("namespace"), item.text("name")),
                            item.text("arguments"));
            case "custom_tool_call" ->
                    call(item, item.text("name"), FreeText.wrap(item.text("input")));
            case "function_call_output", "custom_tool_call_output" ->
                    add(
                            Role.USER,
                            new Part.ToolResult(
                                    item.text("call_id"), null, parts(item.at("output")), false));
            case "reasoning" -> reasoning(item);
            case "compaction", "compaction_summary" -> compaction(item);
            case "item_reference" -> throw Fields.untranslatable("input", type);
            default -> unread.add("input." + type);
        }
    }

    private void call(Fields item, String name, String arguments) {
        add(Role.ASSISTANT, new Part.ToolCall(item.text("call_id"), name, arguments, null));
    }

    /// A tool's name, with the name of the group that it is in.
    static String name(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "__" + name;
    }

    private void message(Fields item) {
        Role role =
                switch (item.text("role")) {
                    case "assistant" -> Role.ASSISTANT;
                    case "system", "developer" -> Role.SYSTEM;
                    default -> Role.USER;
                };
        List<Part> parts = parts(item.at("content"));
        if (role == Role.SYSTEM) {
            messages.add(new Message(role, parts));
        } else {
            parts.forEach(part -> add(role, part));
        }
    }

    private void compaction(Fields item) {
        Part summary = Compaction.summary(item.text("encrypted_content"));
        if (summary == null) {
            throw Fields.untranslatable("input", "compaction");
        }
        add(Role.USER, summary);
    }

    private void reasoning(Fields item) {
        StringBuilder text = new StringBuilder();
        for (String list : List.of("summary", "content")) {
            for (JsonNode part : item.at(list)) {
                text.append(text.isEmpty() ? "" : "\n\n").append(part.path("text").asString(""));
            }
        }
        Seal seal = Seal.ofToken(item.text("encrypted_content"));
        if (!text.isEmpty() || seal != null) {
            add(Role.ASSISTANT, new Part.Reasoning(text.toString(), seal));
        }
    }

    private static List<Part> parts(JsonNode content) {
        if (content.isString()) {
            return List.of(new Part.Text(content.asString("")));
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode node : content) {
            Fields part = new Fields(node);
            String type = part.text("type");
            switch (type) {
                case "input_text", "output_text", "text", "summary_text" ->
                        parts.add(new Part.Text(part.text("text")));
                case "refusal" -> parts.add(new Part.Refused(part.text("refusal")));
                case "input_image" -> parts.add(image(part));
                case "input_file" -> parts.add(ChatRequestReader.file(part));
                case "input_audio" -> {
                    Fields audio = part.below("input_audio");
                    parts.add(
                            Part.Media.embedded(
                                    Part.Media.Kind.AUDIO,
                                    "audio/" + audio.text("format"),
                                    audio.text("data")));
                }
                default -> throw Fields.untranslatable("input", type);
            }
        }
        return parts;
    }

    private static Part image(Fields part) {
        @Nullable String file = part.textOrNull("file_id");
        return file == null
                ? Part.Media.at(
                        Part.Media.Kind.IMAGE,
                        part.text("image_url"),
                        null,
                        part.textOrNull("detail"))
                : new Part.Media(Part.Media.Kind.IMAGE, "", null, null, file, null, null);
    }

    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode node : body.at("tools")) {
            tool(new Fields(node), "", tools);
        }
        return tools;
    }

    private void tool(Fields tool, String namespace, List<Tool> tools) {
        String type = tool.text("type");
        switch (type) {
            case "function" -> {
                Tool made = ChatRequestReader.function(tool);
                tools.add(
                        new Tool(
                                name(namespace, made.name()),
                                made.description(),
                                made.schema(),
                                made.strict(),
                                false));
            }
            case "custom" -> tools.add(ChatRequestReader.custom(tool));
            case "namespace" ->
                    tool.at("tools")
                            .forEach(inner -> tool(new Fields(inner), tool.text("name"), tools));
            default -> hosted.add(HostedTools.listed(type));
        }
    }
}
