package dev.syngate.codec;

import dev.syngate.codec.Codec.Addressee;
import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes requests of the Messages API.
final class MessagesRequestWriter {
    /// The API wants a limit named.
    private static final long USUAL_LIMIT = 32_000;

    private static final long LEAST_BUDGET = 1024;
    private static final String JSON_ONLY = "Answer with one JSON object and nothing else.";

    private final ChatRequest request;
    private final Addressee to;
    private final ObjectNode body = Json.MAPPER.createObjectNode();

    MessagesRequestWriter(ChatRequest request, Addressee to) {
        this.request = request;
        this.to = to;
    }

    ObjectNode write() {
        body.put("model", to.model());
        body.put("max_tokens", request.maxOutput() == null ? USUAL_LIMIT : request.maxOutput());
        system();
        messages();
        tools();
        boolean thinks = thinking();
        sampling(thinks);
        if (request.stop().stream().anyMatch(text -> !text.isBlank())) {
            ArrayNode stop = body.putArray("stop_sequences");
            request.stop().stream().filter(text -> !text.isBlank()).forEach(stop::add);
        }
        if (request.format() instanceof AnswerFormat.Schema schema) {
            body.withObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema.schema());
        }
        if (request.user() != null && !request.user().isEmpty()) {
            body.putObject("metadata").put("user_id", request.user());
        }
        if (to.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    private void system() {
        List<String> texts = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                texts.add(message.text());
            }
        }
        if (request.format() instanceof AnswerFormat.Json) {
            texts.add(JSON_ONLY);
        }
        forcedTool(texts);
        texts.removeIf(String::isEmpty);
        if (!texts.isEmpty()) {
            body.put("system", String.join("\n\n", texts));
        }
    }

    /// Models that may not be forced are asked.
    private void forcedTool(List<String> texts) {
        if (!ModelTraits.CALLS_FREELY.of(to.model())) {
            return;
        }
        switch (request.toolChoice()) {
            case ToolChoice.Required any -> texts.add("Answer by calling one of the tools.");
            case ToolChoice.Named named ->
                    texts.add("Answer by calling the tool \"%s\".".formatted(named.tool()));
            case ToolChoice.Auto auto -> {}
            case ToolChoice.None none -> {}
            case ToolChoice.Hosted refused -> {}
        }
    }

    private void sampling(boolean thinks) {
        if (thinks || ModelTraits.FIXED_SAMPLING.of(to.model())) {
            return;
        }
        ChatRequest.Sampling sampling = request.sampling();
        if (sampling.temperature() != null) {
            body.put("temperature", Math.min(1.0, sampling.temperature()));
        } else if (sampling.topP() != null) {
            body.put("top_p", sampling.topP());
        }
        if (sampling.topK() != null) {
            body.put("top_k", sampling.topK());
        }
    }

    /// @return whether the model is told to think
    private boolean thinking() {
        Effort effort = request.thinking().effort();
        if (effort == null) {
            return false;
        }
        if (ModelTraits.ADAPTIVE.of(to.model())) {
            return adaptive(effort);
        }
        if (effort == Effort.NONE || !canStartThinking()) {
            return false;
        }
        long budget = Math.max(LEAST_BUDGET, effort.budget());
        long limit = body.path("max_tokens").asLong(USUAL_LIMIT);
        if (budget >= limit) {
            body.put("max_tokens", budget + limit);
        }
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        return true;
    }

    private boolean adaptive(Effort effort) {
        boolean off = effort == Effort.NONE;
        if (off && !ModelTraits.ALWAYS_THINKS.of(to.model())) {
            body.putObject("thinking").put("type", "disabled");
            return false;
        }
        ObjectNode thinking = body.putObject("thinking").put("type", "adaptive");
        thinking.put("display", request.thinking().shown() ? "summarized" : "omitted");
        body.withObject("output_config")
                .put("effort", effort.within(Effort.LOW, Effort.MAX).word());
        return true;
    }

    /// A forced tool excludes a budget of thought, and so does a turn in the middle of tool calls
    /// whose thoughts are lost.
    private boolean canStartThinking() {
        boolean forced =
                request.toolChoice() instanceof ToolChoice.Required
                        || request.toolChoice() instanceof ToolChoice.Named;
        Message last = null;
        for (Message message : request.messages()) {
            last = message.role() == Role.ASSISTANT ? message : last;
        }
        boolean midway =
                !request.messages().isEmpty()
                        && request.messages().getLast().parts().stream()
                                .anyMatch(Part.ToolResult.class::isInstance);
        boolean lost = midway && last != null && last.parts().stream().noneMatch(this::isOurs);
        return !forced && !lost;
    }

    private boolean isOurs(Part part) {
        return part instanceof Part.Reasoning thought
                && thought.seal() != null
                && thought.seal().maker().equals(to.maker());
    }

    private void tools() {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            ObjectNode target = tools.addObject().put("name", tool.name());
            if (!tool.description().isEmpty()) {
                target.put("description", tool.description());
            }
            ObjectNode schema = target.putObject("input_schema");
            if (tool.schema() != null) {
                schema.setAll(tool.schema());
            }
            if (!schema.hasNonNull("type")) {
                schema.put("type", "object");
            }
        }
        boolean free = ModelTraits.CALLS_FREELY.of(to.model());
        ObjectNode choice = body.putObject("tool_choice");
        switch (request.toolChoice()) {
            case ToolChoice.Auto auto -> choice.put("type", "auto");
            case ToolChoice.None none -> choice.put("type", "none");
            case ToolChoice.Hosted refused -> choice.put("type", "auto");
            case ToolChoice.Required required -> choice.put("type", free ? "auto" : "any");
            case ToolChoice.Named named -> {
                choice.put("type", free ? "auto" : "tool");
                if (!free) {
                    choice.put("name", named.tool());
                }
            }
        }
        boolean alone = Boolean.FALSE.equals(request.parallelCalls());
        if (alone && !(request.toolChoice() instanceof ToolChoice.None)) {
            choice.put("disable_parallel_tool_use", true);
        }
    }

    /// Turns of the same role are one; results of tools come first in theirs.
    private void messages() {
        ArrayNode messages = body.putArray("messages");
        ObjectNode open = null;
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                continue;
            }
            String role = message.role() == Role.ASSISTANT ? "assistant" : "user";
            ArrayNode content = Json.MAPPER.createArrayNode();
            message.parts().forEach(part -> block(part, content));
            if (content.isEmpty()) {
                continue;
            }
            if (open == null || !open.path("role").asString("").equals(role)) {
                open = messages.addObject().put("role", role);
                open.putArray("content");
            }
            open.withArray("content").addAll(content);
        }
        if (messages.isEmpty()) {
            ArrayNode content = messages.addObject().put("role", "user").putArray("content");
            content.addObject().put("type", "text").put("text", "Begin.");
        }
    }

    private void block(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text(String text, _) -> text(text, content);
            case Part.Refused(String text) -> text(text, content);
            case Part.Reasoning thought -> {
                if (isOurs(thought)) {
                    thought(thought, content.addObject());
                }
            }
            case Part.ToolCall call -> {
                ObjectNode block =
                        content.addObject()
                                .put("type", "tool_use")
                                .put("id", idOf(call.id()))
                                .put("name", call.name());
                ObjectNode input = Fields.parse(call.arguments());
                block.set("input", input == null ? Json.MAPPER.createObjectNode() : input);
            }
            case Part.ToolResult result -> {
                ObjectNode block =
                        content.addObject()
                                .put("type", "tool_result")
                                .put("tool_use_id", idOf(result.callId()));
                ArrayNode inner = block.putArray("content");
                result.content().forEach(piece -> block(piece, inner));
                if (result.failed()) {
                    block.put("is_error", true);
                }
            }
            case Part.Media media -> media(media, content.addObject());
        }
    }

    /// Other protocols allow any letters in the id of a call.
    private static String idOf(String call) {
        return call.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static void text(String text, ArrayNode content) {
        if (!text.isBlank()) {
            content.addObject().put("type", "text").put("text", text);
        }
    }

    private static void thought(Part.Reasoning thought, ObjectNode block) {
        if (thought.seal() != null && thought.seal().hidden()) {
            block.put("type", "redacted_thinking").put("data", thought.seal().value());
        } else if (thought.seal() != null) {
            block.put("type", "thinking")
                    .put("thinking", thought.text())
                    .put("signature", thought.seal().value());
        }
    }

    private static void media(Part.Media media, ObjectNode block) {
        boolean image = media.kind() == Part.Media.Kind.IMAGE;
        block.put("type", image ? "image" : "document");
        ObjectNode source = block.putObject("source");
        if (media.data() != null) {
            String mime = media.mime().isEmpty() ? "application/pdf" : media.mime();
            source.put("type", "base64").put("media_type", mime).put("data", media.data());
        } else {
            source.put("type", "url").put("url", media.url());
        }
        if (!image && media.name() != null) {
            block.put("title", media.name());
        }
    }
}
