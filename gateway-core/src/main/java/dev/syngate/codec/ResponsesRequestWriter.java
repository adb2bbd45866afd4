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
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes requests of the Responses API. Nothing is kept there: the whole conversation is in every
/// request.
final class ResponsesRequestWriter {
    private static final long LEAST_LIMIT = 16;

    private final ChatRequest request;
    private final Addressee to;
    private final ObjectNode body = Json.MAPPER.createObjectNode();

    ResponsesRequestWriter(ChatRequest request, Addressee to) {
        this.request = request;
        this.to = to;
    }

    ObjectNode write() {
        body.put("model", to.model()).put("store", false);
        int leading = instructions();
        ArrayNode input = body.putArray("input");
        request.messages()
                .subList(leading, request.messages().size())
                .forEach(message -> message(message, input));
        tools();
        if (request.maxOutput() != null) {
            body.put("max_output_tokens", Math.max(LEAST_LIMIT, request.maxOutput()));
        }
        if (request.sampling().temperature() != null) {
            body.put("temperature", request.sampling().temperature());
        }
        if (request.sampling().topP() != null) {
            body.put("top_p", request.sampling().topP());
        }
        reasoning();
        if (request.logprobs() != null) {
            body.withArray("include").add("message.output_text.logprobs");
            body.put("top_logprobs", request.logprobs());
        }
        format();
        ChatRequestWriter.user(request, body);
        if (to.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    private int instructions() {
        int leading = 0;
        StringBuilder text = new StringBuilder();
        for (Message message : request.messages()) {
            if (message.role() != Role.SYSTEM) {
                break;
            }
            text.append(text.isEmpty() ? "" : "\n\n").append(message.text());
            leading++;
        }
        if (!text.isEmpty()) {
            body.put("instructions", text.toString());
        }
        return leading;
    }

    private void reasoning() {
        Effort effort = request.thinking().effort();
        if (effort != null) {
            ObjectNode reasoning = body.putObject("reasoning").put("effort", effort.word());
            if (effort != Effort.NONE && request.thinking().shown()) {
                reasoning.put("summary", "auto");
            }
        }
        if (ModelTraits.COUNTS_COMPLETION.of(to.model())) {
            body.withArray("include").add(ResponseObject.SEALS);
        }
    }

    private void format() {
        switch (request.format()) {
            case AnswerFormat.Free free -> {}
            case AnswerFormat.Vector refused -> {}
            case AnswerFormat.Picture refused -> {}
            case AnswerFormat.Json json ->
                    body.withObject("text").putObject("format").put("type", "json_object");
            case AnswerFormat.Schema schema -> {
                ObjectNode format =
                        body.withObject("text")
                                .putObject("format")
                                .put("type", "json_schema")
                                .put("name", schema.name());
                format.set("schema", schema.schema());
                format.put("strict", Boolean.TRUE.equals(schema.strict()));
            }
        }
        if (request.verbosity() != null) {
            body.withObject("text").put("verbosity", request.verbosity());
        }
    }

    private void tools() {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            ObjectNode target = tools.addObject().put("type", "function");
            ChatRequestWriter.function(tool, target);
            if (tool.schema() == null) {
                target.putObject("parameters").put("type", "object").putObject("properties");
            }
            target.put("strict", Boolean.TRUE.equals(tool.strict()));
        }
        switch (request.toolChoice()) {
            case ToolChoice.Auto auto -> {}
            case ToolChoice.Hosted refused -> {}
            case ToolChoice.None none -> body.put("tool_choice", "none");
            case ToolChoice.Required required -> body.put("tool_choice", "required");
            case ToolChoice.Named named ->
                    body.putObject("tool_choice").put("type", "function").put("name", named.tool());
        }
        if (request.parallelCalls() != null) {
            body.put("parallel_tool_calls", request.parallelCalls());
        }
    }

    private void message(Message message, ArrayNode input) {
        if (message.role() == Role.SYSTEM) {
            input.addObject().put("role", "developer").put("content", message.text());
            return;
        }
        boolean says = message.role() == Role.ASSISTANT;
        ObjectNode open = null;
        for (Part part : message.parts()) {
            switch (part) {
                case Part.ToolCall call -> call(call, input.addObject());
                case Part.ToolResult result -> result(result, input.addObject());
                case Part.Reasoning thought -> reasoning(thought, input);
                case Part.Text text -> open = content(text, says, open, input);
                case Part.Refused refused -> open = content(refused, says, open, input);
                case Part.Media media -> open = content(media, says, open, input);
            }
            if (!isContent(part)) {
                open = null;
            }
        }
    }

    private static boolean isContent(Part part) {
        return part instanceof Part.Text
                || part instanceof Part.Refused
                || part instanceof Part.Media;
    }

    private static ObjectNode content(
            Part part, boolean says, @Nullable ObjectNode open, ArrayNode input) {
        ObjectNode message = open;
        if (message == null) {
            message = input.addObject().put("role", says ? "assistant" : "user");
            message.putArray("content");
        }
        piece(part, says, message.withArray("content"));
        return message;
    }

    private static void piece(Part part, boolean says, ArrayNode content) {
        switch (part) {
            case Part.Text(String text, _) ->
                    content.addObject()
                            .put("type", says ? "output_text" : "input_text")
                            .put("text", text);
            case Part.Refused(String text) ->
                    content.addObject().put("type", "refusal").put("refusal", text);
            case Part.Media media -> media(media, content.addObject());
            case Part.Reasoning thought -> {}
            case Part.ToolCall call -> {}
            case Part.ToolResult result -> {}
        }
    }

    private static void media(Part.Media media, ObjectNode target) {
        if (media.kind() == Part.Media.Kind.IMAGE) {
            target.put("type", "input_image").put("image_url", media.asUrl());
            if (media.detail() != null) {
                target.put("detail", media.detail());
            }
            return;
        }
        target.put("type", "input_file");
        if (media.fileId() != null) {
            target.put("file_id", media.fileId());
        } else if (media.data() != null) {
            target.put("filename", media.name() == null ? "document.pdf" : media.name());
            target.put("file_data", media.asUrl());
        } else {
            target.put("file_url", media.url());
        }
    }

    private static void call(Part.ToolCall call, ObjectNode item) {
        item.put("type", "function_call")
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
    }

    private static void result(Part.ToolResult result, ObjectNode item) {
        item.put("type", "function_call_output").put("call_id", result.callId());
        boolean plain = result.content().stream().allMatch(Part.Text.class::isInstance);
        if (plain) {
            item.put("output", result.failed() ? "Error: " + result.text() : result.text());
        } else {
            ArrayNode output = item.putArray("output");
            result.content().forEach(part -> piece(part, false, output));
        }
    }

    private void reasoning(Part.Reasoning thought, ArrayNode input) {
        if (thought.seal() == null || !thought.seal().maker().equals(to.maker())) {
            return;
        }
        ObjectNode item = input.addObject().put("type", "reasoning").put("id", thought.seal().id());
        ArrayNode summary = item.putArray("summary");
        for (String text : thought.text().isEmpty() ? List.<String>of() : List.of(thought.text())) {
            summary.addObject().put("type", "summary_text").put("text", text);
        }
        item.put("encrypted_content", thought.seal().value());
    }
}
