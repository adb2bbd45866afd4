package dev.syngate.codec;

import dev.syngate.codec.Codec.Addressee;
import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Message;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.Sha256;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes requests of chat completions.
final class ChatRequestWriter {
    private static final int LONGEST_USER = 64;

    private final ChatRequest request;
    private final Addressee to;
    private final ObjectNode body = Json.MAPPER.createObjectNode();

    ChatRequestWriter(ChatRequest request, Addressee to) {
        this.request = request;
        this.to = to;
    }

    ObjectNode write() {
        body.put("model", to.model());
        ArrayNode messages = body.putArray("messages");
        request.messages().forEach(message -> message(message, messages));
        tools();
        if (request.maxOutput() != null) {
            body.put(ModelTraits.chatLimit(to.model()), request.maxOutput());
        }
        sampling();
        if (request.choices() > 1) {
            body.put("n", request.choices());
        }
        if (request.logprobs() != null) {
            body.put("logprobs", true);
            if (request.logprobs() > 0) {
                body.put("top_logprobs", request.logprobs());
            }
        }
        if (!request.stop().isEmpty()) {
            ArrayNode stop = body.putArray("stop");
            request.stop().forEach(stop::add);
        }
        if (request.thinking().effort() != null) {
            body.put("reasoning_effort", request.thinking().effort().word());
        }
        format();
        if (request.verbosity() != null) {
            body.put("verbosity", request.verbosity());
        }
        user(request, body);
        if (to.stream()) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    /// Whom a request is for, as OpenAI takes it: what is longer is told apart by its hash (API
    /// reference, `safety_identifier`).
    static void user(ChatRequest request, ObjectNode body) {
        String user = request.user();
        if (user != null && !user.isEmpty()) {
            body.put("user", user.length() > LONGEST_USER ? Sha256.hex(user) : user);
        }
    }

    private void sampling() {
        ChatRequest.Sampling sampling = request.sampling();
        put("temperature", sampling.temperature());
        put("top_p", sampling.topP());
        put("frequency_penalty", sampling.frequencyPenalty());
        put("presence_penalty", sampling.presencePenalty());
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
    }

    private void put(String name, @Nullable Double value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private void format() {
        switch (request.format()) {
            case AnswerFormat.Free free -> {}
            case AnswerFormat.Vector refused -> {}
            case AnswerFormat.Json json ->
                    body.putObject("response_format").put("type", "json_object");
            case AnswerFormat.Picture picture -> {
                body.putArray("modalities").add("image").add("text");
                if (picture.aspect() != null) {
                    body.putObject("image_config").put("aspect_ratio", picture.aspect());
                }
            }
            case AnswerFormat.Schema schema -> {
                ObjectNode wanted =
                        body.putObject("response_format")
                                .put("type", "json_schema")
                                .putObject("json_schema")
                                .put("name", schema.name());
                wanted.set("schema", schema.schema());
                if (schema.strict() != null) {
                    wanted.put("strict", schema.strict());
                }
            }
        }
    }

    private void tools() {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (Tool tool : request.tools()) {
            function(tool, tools.addObject().put("type", "function").putObject("function"));
        }
        switch (request.toolChoice()) {
            case ToolChoice.Auto auto -> {}
            case ToolChoice.Hosted refused -> {}
            case ToolChoice.None none -> body.put("tool_choice", "none");
            case ToolChoice.Required required -> body.put("tool_choice", "required");
            case ToolChoice.Named named ->
                    body.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", named.tool());
        }
        if (request.parallelCalls() != null) {
            body.put("parallel_tool_calls", request.parallelCalls());
        }
    }

    /// A tool in OpenAI's words.
    static void function(Tool tool, ObjectNode target) {
        target.put("name", tool.name());
        if (!tool.description().isEmpty()) {
            target.put("description", tool.description());
        }
        if (tool.schema() != null) {
            target.set("parameters", tool.schema());
        }
        if (tool.strict() != null) {
            target.put("strict", tool.strict());
        }
    }

    private void message(Message message, ArrayNode messages) {
        switch (message.role()) {
            case SYSTEM ->
                    messages.addObject().put("role", "system").put("content", message.text());
            case USER -> user(message, messages);
            case ASSISTANT -> assistant(message, messages.addObject().put("role", "assistant"));
        }
    }

    /// Results of tools are messages of their own; what they show beside text follows as the
    /// user's.
    private void user(Message message, ArrayNode messages) {
        ArrayNode content = Json.MAPPER.createArrayNode();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolResult result) {
                String text = result.failed() ? "Error: " + result.text() : result.text();
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", result.callId())
                        .put("content", text);
                result.content().stream()
                        .filter(Part.Media.class::isInstance)
                        .forEach(media -> part(media, content));
            }
        }
        message.parts().forEach(part -> part(part, content));
        if (content.isEmpty() && !message.parts().isEmpty()) {
            return;
        }
        ObjectNode user = messages.addObject().put("role", "user");
        if (message.parts().stream().allMatch(Part.Text.class::isInstance)) {
            user.put("content", message.text());
        } else {
            user.set("content", content);
        }
    }

    private static void part(Part part, ArrayNode content) {
        switch (part) {
            case Part.Text(String text, _) ->
                    content.addObject().put("type", "text").put("text", text);
            case Part.Media media -> media(media, content);
            case Part.Refused refused ->
                    content.addObject().put("type", "text").put("text", refused.text());
            case Part.Reasoning reasoning -> {}
            case Part.ToolCall call -> {}
            case Part.ToolResult result -> {}
        }
    }

    private static void media(Part.Media media, ArrayNode content) {
        switch (media.kind()) {
            case IMAGE -> {
                ObjectNode image =
                        content.addObject()
                                .put("type", "image_url")
                                .putObject("image_url")
                                .put("url", media.asUrl());
                if (media.detail() != null) {
                    image.put("detail", media.detail());
                }
            }
            case AUDIO ->
                    content.addObject()
                            .put("type", "input_audio")
                            .putObject("input_audio")
                            .put("data", media.data())
                            .put("format", audioFormat(media.mime()));
            case FILE -> {
                ObjectNode file = content.addObject().put("type", "file").putObject("file");
                file.put("filename", media.name() == null ? "document.pdf" : media.name());
                if (media.fileId() != null) {
                    file.put("file_id", media.fileId());
                } else {
                    file.put("file_data", media.asUrl());
                }
            }
        }
    }

    private static String audioFormat(String mime) {
        String format = mime.substring(mime.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        return switch (format) {
            case "mpeg" -> "mp3";
            case "x-wav", "wave" -> "wav";
            default -> format;
        };
    }

    private void assistant(Message message, ObjectNode said) {
        String text = message.text();
        List<Part.ToolCall> calls =
                message.parts().stream()
                        .filter(Part.ToolCall.class::isInstance)
                        .map(Part.ToolCall.class::cast)
                        .toList();
        if (text.isEmpty() && !calls.isEmpty()) {
            said.putNull("content");
        } else {
            said.put("content", text);
        }
        StringBuilder reasoning = new StringBuilder();
        for (Part part : message.parts()) {
            switch (part) {
                case Part.Reasoning thought -> {
                    ArrayNode details = details(thought.seal());
                    if (details == null) {
                        reasoning.append(thought.text());
                    } else {
                        said.withArray("reasoning_details").addAll(details);
                    }
                }
                case Part.Refused refused -> said.put("refusal", refused.text());
                case Part.Text more -> {}
                case Part.ToolCall call -> {}
                case Part.ToolResult result -> {}
                case Part.Media media -> {}
            }
        }
        if (!reasoning.isEmpty() && !said.has("reasoning_details")) {
            said.put("reasoning_content", reasoning.toString());
        }
        if (!calls.isEmpty()) {
            ArrayNode target = said.putArray("tool_calls");
            calls.forEach(call -> call(call, target));
        }
    }

    private void call(Part.ToolCall call, ArrayNode target) {
        ObjectNode made = target.addObject().put("id", call.id()).put("type", "function");
        made.putObject("function")
                .put("name", call.name())
                .put("arguments", call.arguments().isBlank() ? "{}" : call.arguments());
        String signature = ours(call.seal());
        if (signature != null) {
            made.putObject("extra_content").putObject("google").put("thought_signature", signature);
        }
    }

    private @Nullable String ours(@Nullable Seal seal) {
        return seal != null && seal.maker().equals(to.maker()) ? seal.value() : null;
    }

    private @Nullable ArrayNode details(@Nullable Seal seal) {
        String value = ours(seal);
        return value == null ? null : ReasoningDetails.read(value);
    }
}
