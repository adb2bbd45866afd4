package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.call.Refusal;
import dev.syngate.codec.Codec.Asked;
import dev.syngate.hub.StopReason;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The response object, with every key that the Open Responses specification requires and what the
/// request said.
public final class ResponseObject {
    /// Begins the ids of our responses; the id of the call follows.
    public static final String PREFIX = "resp_";

    /// What a request includes to be told thoughts encrypted.
    public static final String SEALS = "reasoning.encrypted_content";

    private final String id;
    private final String model;
    private final long created;
    private final Fields body;
    private boolean isKept = true;

    /// @param call the id of the call
    /// @param model as the caller named it
    /// @param created in seconds since 1970
    /// @param request as the caller sent it
    public ResponseObject(String call, String model, long created, JsonNode request) {
        this.id = PREFIX + call;
        this.model = model;
        this.created = created;
        this.body = new Fields(request);
    }

    ResponseObject(Asked asked) {
        this(asked.id(), asked.model(), asked.created(), asked.body());
    }

    /// From now on it says that it is not stored.
    void notKept() {
        isKept = false;
    }

    /// The response without what only those are told who ask for it.
    public static ObjectNode withoutSeals(ObjectNode response) {
        for (ObjectNode item : Quirks.places("output.*.encrypted_content", response)) {
            if (Fields.text(item.path("type")).equals("reasoning")) {
                item.remove("encrypted_content");
            }
        }
        return response;
    }

    /// One of which nothing is said yet.
    public ObjectNode inProgress() {
        return of("in_progress", Json.MAPPER.createArrayNode(), null);
    }

    /// One that ended before a word was said, at no cost.
    public ObjectNode unsaid() {
        return ended(StopReason.STOP, Json.MAPPER.createArrayNode(), Usage.estimate(0, 0, 0));
    }

    ObjectNode ended(StopReason stop, ArrayNode output, Usage usage) {
        String reason =
                switch (stop) {
                    case STOP, TOOL_CALLS -> null;
                    case LENGTH -> "max_output_tokens";
                    case FILTERED -> "content_filter";
                };
        ObjectNode response = of(reason == null ? "completed" : "incomplete", output, usage);
        if (reason == null) {
            response.put("completed_at", created);
        } else {
            response.putObject("incomplete_details").put("reason", reason);
        }
        return response;
    }

    /// The one event of a stream that failed before anything was said.
    ///
    /// @param call the id of the call
    /// @param created in seconds since 1970
    public static byte[] failedAtOnce(String call, long created, Refusal refusal) {
        return failedAtOnce(call, created, refusal.code().code(), refusal.message());
    }

    /// As [#failedAtOnce(String, long, Refusal)], with the words of a provider.
    public static byte[] failedAtOnce(String call, long created, String code, String message) {
        JsonNode unknown = Json.MAPPER.createObjectNode();
        ObjectNode response =
                new ResponseObject(call, "", created, unknown)
                        .failed(code, message, Json.MAPPER.createArrayNode());
        return ErrorBodies.failedResponse(response, 0);
    }

    /// The event of its stream that tells that it ended with an error of the gateway.
    ///
    /// @param named its id, where its provider gave it one
    /// @param number of the event in its stream, from 0
    public byte[] failed(Refusal refusal, @Nullable String named, int number) {
        ObjectNode response =
                failed(refusal.code().code(), refusal.message(), Json.MAPPER.createArrayNode());
        if (named != null) {
            response.put("id", named);
        }
        return ErrorBodies.failedResponse(response, number);
    }

    /// One that ended with an error.
    public ObjectNode failed(String code, String message, ArrayNode output) {
        ObjectNode response = of("failed", output, null);
        response.putObject("error").put("code", code).put("message", message);
        return response;
    }

    private ObjectNode of(String status, ArrayNode output, @Nullable Usage usage) {
        ObjectNode response = Json.MAPPER.createObjectNode();
        response.put("id", id)
                .put("object", "response")
                .put("created_at", created)
                .putNull("completed_at")
                .put("status", status)
                .putNull("incomplete_details")
                .put("model", model);
        echo(response, "previous_response_id", null);
        echo(response, "instructions", null);
        response.set("output", output);
        response.putNull("error");
        response.set("tools", tools());
        echo(response, "tool_choice", text("auto"));
        echo(response, "truncation", text("disabled"));
        echo(response, "parallel_tool_calls", Json.MAPPER.getNodeFactory().booleanNode(true));
        response.set("text", text());
        number(response, "top_p", 1);
        number(response, "presence_penalty", 0);
        number(response, "frequency_penalty", 0);
        number(response, "top_logprobs", 0);
        number(response, "temperature", 1);
        reasoning(response);
        response.set("usage", usage == null ? null : usage(usage));
        echo(response, "max_output_tokens", null);
        echo(response, "max_tool_calls", null);
        response.put("store", isKept && body.at("store").asBoolean(true));
        response.put("background", false).put("service_tier", "default");
        echo(response, "metadata", Json.MAPPER.createObjectNode());
        echo(response, "safety_identifier", null);
        echo(response, "prompt_cache_key", null);
        return response;
    }

    private static JsonNode text(String text) {
        return Json.MAPPER.getNodeFactory().stringNode(text);
    }

    private void echo(ObjectNode response, String name, @Nullable JsonNode usual) {
        response.set(name, body.node().hasNonNull(name) ? body.at(name) : usual);
    }

    private void number(ObjectNode response, String name, int usual) {
        Double said = body.number(name);
        if (said == null) {
            response.put(name, usual);
        } else {
            response.set(name, body.at(name));
        }
    }

    private ObjectNode text() {
        ObjectNode text = Json.MAPPER.createObjectNode();
        if (body.at("text") instanceof ObjectNode said) {
            text.setAll(said);
        }
        if (!text.path("format").isObject()) {
            text.putObject("format").put("type", "text");
        }
        return text;
    }

    private void reasoning(ObjectNode response) {
        Fields said = body.below("reasoning");
        response.putObject("reasoning")
                .put("effort", said.textOrNull("effort"))
                .put("summary", said.textOrNull("summary"));
    }

    /// Functions are echoed with all their keys.
    private ArrayNode tools() {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        for (JsonNode tool : body.at("tools")) {
            if (tool instanceof ObjectNode object) {
                ObjectNode echoed = object.deepCopy();
                if (Fields.text(object.path("type")).equals("function")) {
                    for (String key : new String[] {"description", "parameters", "strict"}) {
                        if (!echoed.has(key)) {
                            echoed.putNull(key);
                        }
                    }
                }
                tools.add(echoed);
            }
        }
        return tools;
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode counted = Json.MAPPER.createObjectNode().put("input_tokens", usage.input());
        counted.putObject("input_tokens_details")
                .put("cached_tokens", usage.cachedInput())
                .put("cache_write_tokens", usage.cacheWrite() + usage.cacheWriteHour());
        counted.put("output_tokens", usage.output())
                .putObject("output_tokens_details")
                .put("reasoning_tokens", usage.reasoning());
        return counted.put("total_tokens", usage.input() + usage.output());
    }
}
