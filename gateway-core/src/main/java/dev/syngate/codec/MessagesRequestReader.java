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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads requests of the Messages API.
final class MessagesRequestReader {
    private static final Set<String> KNOWN =
            Set.of(
                    "model",
                    "messages",
                    "max_tokens",
                    "system",
                    "thinking",
                    "output_config",
                    "tools",
                    "tool_choice",
                    "stop_sequences",
                    "stream",
                    "temperature",
                    "top_p",
                    "top_k",
                    "metadata",
                    "mcp_servers",
                    "n");

    /// A line of Claude Code that changes with every request, meant for Anthropic alone: it would
    /// make every prompt a new one for the caches of others.
    private static final String BILLING_LINE = "x-anthropic-billing-header:";

    private final Fields body;
    private final List<String> unread;
    private final List<HostedTool> hosted = new ArrayList<>();
    private final Set<String> hostedNames = new HashSet<>();

    MessagesRequestReader(Fields body) {
        this.body = body;
        this.unread = new ArrayList<>(body.besides(KNOWN));
        if (!body.at("mcp_servers").isEmpty()) {
            hosted.add(HostedTools.of("mcp", "mcp_servers"));
        }
    }

    ChatRequest read() {
        List<Message> messages = new ArrayList<>();
        List<Part> system = parts(body.at("system"));
        system.removeIf(
                part -> part instanceof Part.Text(String t, _) && t.startsWith(BILLING_LINE));
        if (!system.isEmpty()) {
            messages.add(new Message(Role.SYSTEM, system));
        }
        for (JsonNode node : body.at("messages")) {
            messages.add(message(new Fields(node)));
        }
        Fields choice = body.below("tool_choice");
        Boolean alone = choice.flag("disable_parallel_tool_use");
        return new ChatRequest(
                messages,
                tools(),
                hosted,
                toolChoice(choice),
                alone == null ? null : !alone,
                new ChatRequest.Sampling(
                        body.number("temperature"),
                        body.number("top_p"),
                        body.integer("top_k"),
                        null,
                        null,
                        null),
                body.integer("max_tokens"),
                body.texts("stop_sequences"),
                ChatRequestReader.choices(body, "n"),
                null,
                thinking(),
                format(),
                null,
                body.below("metadata").textOrNull("user_id"),
                unread);
    }

    private ChatRequest.Thinking thinking() {
        Fields thinking = body.below("thinking");
        Effort named = Effort.ofWord(body.below("output_config").text("effort"));
        Long budget = thinking.integer("budget_tokens");
        return switch (thinking.text("type")) {
            case "disabled" -> new ChatRequest.Thinking(Effort.NONE, false);
            case "enabled" ->
                    new ChatRequest.Thinking(
                            budget == null ? named : Effort.ofBudget(budget), true);
            case "" -> new ChatRequest.Thinking(named, true);
            default -> new ChatRequest.Thinking(named, !thinking.text("display").equals("omitted"));
        };
    }

    private AnswerFormat format() {
        Fields format = body.below("output_config").below("format");
        ObjectNode schema = format.object("schema");
        return schema == null
                ? new AnswerFormat.Free()
                : new AnswerFormat.Schema("answer", schema, true);
    }

    private ToolChoice toolChoice(Fields choice) {
        return switch (choice.text("type")) {
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" ->
                    hostedNames.contains(choice.text("name"))
                            ? new ToolChoice.Hosted(choice.text("name"))
                            : new ToolChoice.Named(choice.text("name"));
            default -> new ToolChoice.Auto();
        };
    }

    /// Tools that Anthropic itself runs, or knows the shape of, have no schema.
    private List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode node : body.at("tools")) {
            Fields tool = new Fields(node);
            ObjectNode schema = tool.object("input_schema");
            if (schema == null) {
                hosted.add(HostedTools.listed(tool.text("type")));
                hostedNames.add(tool.text("name"));
            } else {
                tools.add(
                        new Tool(
                                tool.text("name"),
                                tool.text("description"),
                                schema,
                                tool.flag("strict"),
                                false));
            }
        }
        return tools;
    }

    private Message message(Fields message) {
        Role role =
                switch (message.text("role")) {
                    case "assistant" -> Role.ASSISTANT;
                    case "system" -> Role.SYSTEM;
                    default -> Role.USER;
                };
        return new Message(role, parts(message.at("content")));
    }

    private List<Part> parts(JsonNode content) {
        List<Part> parts = new ArrayList<>();
        if (content.isString() && !content.asString("").isEmpty()) {
            parts.add(new Part.Text(content.asString("")));
        }
        if (content.isArray()) {
            for (JsonNode block : content) {
                Part part = part(new Fields(block));
                if (part != null) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    /// @return null: what only Anthropic understands, and no one misses
    private @Nullable Part part(Fields block) {
        String type = block.text("type");
        if (block.at("cache_control").isObject() && !unread.contains("cache_control")) {
            unread.add("cache_control");
        }
        return switch (type) {
            case "text" -> new Part.Text(block.text("text"));
            case "image" -> media(Part.Media.Kind.IMAGE, block, block.below("source"));
            case "document" -> document(block);
            case "thinking" ->
                    new Part.Reasoning(
                            block.text("thinking"), Seal.ofToken(block.text("signature")));
            case "redacted_thinking" -> {
                Seal seal = Seal.ofToken(block.text("data"));
                yield seal == null ? null : new Part.Reasoning("", seal);
            }
            case "tool_use" -> {
                JsonNode input = block.at("input");
                yield new Part.ToolCall(
                        block.text("id"),
                        block.text("name"),
                        input.isObject() ? input.toString() : "{}",
                        null);
            }
            case "tool_result" ->
                    new Part.ToolResult(
                            block.text("tool_use_id"),
                            null,
                            parts(block.at("content")),
                            block.at("is_error").asBoolean(false));
            case "search_result" ->
                    new Part.Text(new Message(Role.USER, parts(block.at("content"))).text());
            default -> throw Fields.untranslatable("messages", type);
        };
    }

    private Part document(Fields block) {
        Fields source = block.below("source");
        return switch (source.text("type")) {
            case "text" -> new Part.Text(source.text("data"));
            case "content" ->
                    new Part.Text(new Message(Role.USER, parts(source.at("content"))).text());
            default -> media(Part.Media.Kind.FILE, block, source);
        };
    }

    private static Part media(Part.Media.Kind kind, Fields block, Fields source) {
        String name = block.textOrNull("title");
        return switch (source.text("type")) {
            case "url" -> Part.Media.at(kind, source.text("url"), name, null);
            case "file" -> throw Fields.untranslatable("messages", "source of type file");
            default ->
                    new Part.Media(
                            kind,
                            source.text("media_type"),
                            source.text("data"),
                            null,
                            null,
                            name,
                            null);
        };
    }
}
