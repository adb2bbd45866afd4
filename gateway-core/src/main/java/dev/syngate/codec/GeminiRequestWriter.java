package dev.syngate.codec;

import dev.syngate.codec.Codec.Addressee;
import dev.syngate.hub.AnswerFormat;
import dev.syngate.hub.ChatRequest;
import dev.syngate.hub.Effort;
import dev.syngate.hub.Message;
import dev.syngate.hub.Message.Role;
import dev.syngate.hub.Part;
import dev.syngate.hub.Seal;
import dev.syngate.hub.Tool;
import dev.syngate.hub.ToolChoice;
import dev.syngate.protocol.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes requests of Gemini's.
final class GeminiRequestWriter {
    /// What Gemini takes for the signature of a call that it did not make itself.
    static final String NOT_SIGNED = "skip_thought_signature_validator";

    private final ChatRequest request;
    private final Addressee to;
    private final ObjectNode body = Json.MAPPER.createObjectNode();

    /// Results name their tool; other protocols name the call.
    private final Map<String, String> toolOfCall = new HashMap<>();

    GeminiRequestWriter(ChatRequest request, Addressee to) {
        this.request = request;
        this.to = to;
    }

    ObjectNode write() {
        ArrayNode system = Json.MAPPER.createArrayNode();
        ArrayNode contents = body.putArray("contents");
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM) {
                if (!message.text().isEmpty()) {
                    system.addObject().put("text", message.text());
                }
            } else {
                content(message, contents);
            }
        }
        if (contents.isEmpty()) {
            contents.addObject()
                    .put("role", "user")
                    .putArray("parts")
                    .addObject()
                    .put("text", "Begin.");
        }
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").set("parts", system);
        }
        tools();
        config();
        return body;
    }

    /// Turns of the same role are one.
    private void content(Message message, ArrayNode contents) {
        String role = message.role() == Role.ASSISTANT ? "model" : "user";
        ArrayNode parts = Json.MAPPER.createArrayNode();
        boolean signs = true;
        for (Part part : message.parts()) {
            part(part, parts, signs);
            signs &= !(part instanceof Part.ToolCall);
        }
        if (parts.isEmpty()) {
            return;
        }
        boolean same =
                !contents.isEmpty()
                        && contents.get(contents.size() - 1).path("role").asString("").equals(role);
        ObjectNode turn =
                same && contents.get(contents.size() - 1) instanceof ObjectNode last
                        ? last
                        : contents.addObject().put("role", role);
        turn.withArray("parts").addAll(parts);
    }

    /// @param signs whether a call is the first of its turn, which has to be signed
    private void part(Part part, ArrayNode parts, boolean signs) {
        switch (part) {
            case Part.Text(String text, _) -> text(text, parts);
            case Part.Refused(String text) -> text(text, parts);
            case Part.Reasoning thought -> {
                String value = ours(thought.seal());
                if (value != null) {
                    ObjectNode node = parts.addObject().put("text", thought.text());
                    if (!thought.text().isEmpty()) {
                        node.put("thought", true);
                    }
                    node.put("thoughtSignature", value);
                }
            }
            case Part.ToolCall call -> call(call, parts.addObject(), signs);
            case Part.ToolResult result -> result(result, parts);
            case Part.Media media -> media(media, parts.addObject());
        }
    }

    private @Nullable String ours(@Nullable Seal seal) {
        return seal != null && seal.maker().equals(to.maker()) ? seal.value() : null;
    }

    private static void text(String text, ArrayNode parts) {
        if (!text.isEmpty()) {
            parts.addObject().put("text", text);
        }
    }

    private void call(Part.ToolCall call, ObjectNode node, boolean signs) {
        toolOfCall.put(call.id(), call.name());
        ObjectNode made =
                node.putObject("functionCall").put("id", call.id()).put("name", call.name());
        ObjectNode args = Fields.parse(call.arguments());
        made.set("args", args == null ? Json.MAPPER.createObjectNode() : args);
        String signature = ours(call.seal());
        if (signature != null) {
            node.put("thoughtSignature", signature);
        } else if (signs && !ModelTraits.BUDGETED.of(to.model())) {
            node.put("thoughtSignature", NOT_SIGNED);
        }
    }

    private void result(Part.ToolResult result, ArrayNode parts) {
        String known = toolOfCall.getOrDefault(result.callId(), "tool");
        ObjectNode made =
                parts.addObject()
                        .putObject("functionResponse")
                        .put("id", result.callId())
                        .put("name", result.name() == null ? known : result.name());
        ObjectNode object = Fields.parse(result.text());
        if (object != null && !result.failed()) {
            made.set("response", object);
        } else {
            made.putObject("response").put(result.failed() ? "error" : "output", result.text());
        }
        result.content().stream()
                .filter(Part.Media.class::isInstance)
                .forEach(media -> part(media, parts, false));
    }

    private static void media(Part.Media media, ObjectNode node) {
        String mime = media.mime().isEmpty() ? usual(media.kind()) : media.mime();
        if (media.data() != null) {
            node.putObject("inlineData").put("mimeType", mime).put("data", media.data());
        } else {
            node.putObject("fileData").put("mimeType", mime).put("fileUri", media.url());
        }
    }

    private static String usual(Part.Media.Kind kind) {
        return switch (kind) {
            case IMAGE -> "image/jpeg";
            case AUDIO -> "audio/wav";
            case FILE -> "application/pdf";
        };
    }

    private void tools() {
        if (request.tools().isEmpty()) {
            return;
        }
        ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (Tool tool : request.tools()) {
            ObjectNode function = functions.addObject().put("name", tool.name());
            function.put("description", tool.description());
            if (tool.schema() != null && !tool.schema().path("properties").isEmpty()) {
                function.set("parametersJsonSchema", tool.schema());
            }
        }
        if (request.toolChoice() instanceof ToolChoice.Auto) {
            return;
        }
        ObjectNode calling = body.putObject("toolConfig").putObject("functionCallingConfig");
        switch (request.toolChoice()) {
            case ToolChoice.Auto auto -> {}
            case ToolChoice.Hosted refused -> {}
            case ToolChoice.None none -> calling.put("mode", "NONE");
            case ToolChoice.Required required -> calling.put("mode", "ANY");
            case ToolChoice.Named named ->
                    calling.put("mode", "ANY").putArray("allowedFunctionNames").add(named.tool());
        }
    }

    private void config() {
        ObjectNode config = Json.MAPPER.createObjectNode();
        ChatRequest.Sampling sampling = request.sampling();
        put(config, "temperature", sampling.temperature());
        put(config, "topP", sampling.topP());
        put(config, "topK", sampling.topK());
        put(config, "seed", sampling.seed());
        put(config, "frequencyPenalty", sampling.frequencyPenalty());
        put(config, "presencePenalty", sampling.presencePenalty());
        put(config, "maxOutputTokens", request.maxOutput());
        if (request.choices() > 1) {
            config.put("candidateCount", request.choices());
        }
        logprobs(config);
        if (!request.stop().isEmpty()) {
            ArrayNode stop = config.putArray("stopSequences");
            request.stop().forEach(stop::add);
        }
        switch (request.format()) {
            case AnswerFormat.Free free -> {}
            case AnswerFormat.Vector refused -> {}
            case AnswerFormat.Json json -> config.put("responseMimeType", "application/json");
            case AnswerFormat.Picture picture -> {
                config.putArray("responseModalities").add("TEXT").add("IMAGE");
                if (picture.aspect() != null) {
                    config.putObject("imageConfig").put("aspectRatio", picture.aspect());
                }
            }
            case AnswerFormat.Schema schema ->
                    config.put("responseMimeType", "application/json")
                            .set("responseJsonSchema", schema.schema());
        }
        thinking(config);
        if (!config.isEmpty()) {
            body.set("generationConfig", config);
        }
    }

    private void logprobs(ObjectNode config) {
        if (request.logprobs() != null) {
            config.put("responseLogprobs", true);
            if (request.logprobs() > 0) {
                config.put("logprobs", request.logprobs());
            }
        }
    }

    private void thinking(ObjectNode config) {
        Effort effort = request.thinking().effort();
        if (effort == null) {
            return;
        }
        ObjectNode thinking = config.putObject("thinkingConfig");
        if (ModelTraits.BUDGETED.of(to.model())) {
            boolean pro = to.model().contains("pro");
            long budget = Math.clamp(effort.budget(), pro ? 128 : 0, 24_576);
            thinking.put("thinkingBudget", budget);
        } else {
            thinking.put("thinkingLevel", ModelTraits.geminiLevel(to.model(), effort));
        }
        thinking.put("includeThoughts", request.thinking().shown() && effort != Effort.NONE);
    }

    private static void put(ObjectNode target, String name, @Nullable Number value) {
        switch (value) {
            case null -> {}
            case Double number -> target.put(name, number);
            default -> target.put(name, value.longValue());
        }
    }
}
