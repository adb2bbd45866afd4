package dev.syngate.http;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is served, as an OpenAPI 3.1 document made from the path table itself. Bodies of models'
/// endpoints are those of their vendors, who document them; here stands what Syngate reads of them.
final class OpenApi {
    private static final byte[] DOCUMENT = Json.MAPPER.writeValueAsBytes(build());
    private static final String JSON = "application/json";

    private OpenApi() {}

    static byte[] document() {
        return DOCUMENT.clone();
    }

    private static ObjectNode build() {
        ObjectNode root = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Syngate")
                .put("version", "1")
                .put("summary", "One address for every model.");
        root.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = root.putObject("paths");
        for (Endpoint endpoint : Endpoint.values()) {
            addCall(paths.putObject(pathOf(endpoint)), endpoint);
        }
        new TreeMap<>(Endpoints.otherPaths())
                .forEach((path, method) -> addOther(paths.putObject(pathOf(path)), path, method));
        addOther(paths.putObject("/v1/models/{model}"), "models/{model}", "GET");
        ObjectNode response = paths.putObject("/v1/responses/{response}");
        addOther(response, "responses/{response}", "GET");
        addOther(response, "responses/{response}", "DELETE");
        addOther(
                paths.putObject("/v1/responses/{response}/input_items"),
                "responses/{response}/input_items",
                "GET");
        components(root.putObject("components"));
        return root;
    }

    static String pathOf(Endpoint endpoint) {
        return endpoint.hasModelInPath()
                ? "/v1beta/models/{model}:" + endpoint.path()
                : "/v1/" + endpoint.path();
    }

    private static String pathOf(String path) {
        boolean atRoot =
                path.startsWith("api/")
                        || path.equals("healthz")
                        || path.equals("metrics")
                        || path.equals("openapi.json");
        return (atRoot ? "/" : "/v1/") + path;
    }

    private static void addCall(ObjectNode path, Endpoint endpoint) {
        ObjectNode operation = path.putObject("post").put("operationId", endpoint.name());
        addSecurity(operation);
        if (endpoint.hasModelInPath()) {
            addPathParameter(operation, "model");
        }
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        content.putObject(JSON).putObject("schema").put("type", "object");
        if (endpoint.takesFiles()) {
            content.putObject("multipart/form-data").putObject("schema").put("type", "object");
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode ok = responses.putObject("200").put("description", "The model's answer.");
        ok.putObject("content").putObject(JSON).putObject("schema").put("type", "object");
        ((ObjectNode) ok.path("content"))
                .putObject("text/event-stream")
                .putObject("schema")
                .put("type", "string");
        addError(responses, endpoint.errors());
    }

    private static String operationId(String name, String method) {
        String id = name.replaceAll("[^A-Za-z0-9]+", "_");
        return method.equals("GET") ? id : method.toLowerCase(Locale.ROOT) + "_" + id;
    }

    private static void addPathParameter(ObjectNode operation, String name) {
        operation
                .putArray("parameters")
                .addObject()
                .put("name", name)
                .put("in", "path")
                .put("required", true)
                .putObject("schema")
                .put("type", "string");
    }

    private static void addOther(ObjectNode path, String name, String method) {
        ObjectNode operation =
                path.putObject(method.toLowerCase(Locale.ROOT))
                        .put("operationId", operationId(name, method));
        boolean open =
                name.startsWith("api/status")
                        || name.equals("healthz")
                        || name.equals("metrics")
                        || name.equals("openapi.json");
        if (!open) {
            addSecurity(operation);
        }
        for (String parameter : List.of("model", "response")) {
            if (name.contains("{" + parameter + "}")) {
                addPathParameter(operation, parameter);
            }
        }
        ObjectNode responses = operation.putObject("responses");
        responses.putObject("200").put("description", "The answer.");
        addError(responses, ErrorShape.OPENAI);
    }

    private static void addSecurity(ObjectNode operation) {
        ArrayNode schemes = operation.putArray("security");
        for (String scheme : new TreeMap<>(schemes()).keySet()) {
            schemes.addObject().putArray(scheme);
        }
    }

    private static Map<String, String> schemes() {
        return Map.of("apiKey", "x-api-key", "bearer", "", "googleKey", "x-goog-api-key");
    }

    private static void addError(ObjectNode responses, ErrorShape shape) {
        responses
                .putObject("default")
                .put("description", "Why it was refused, and what to do.")
                .putObject("content")
                .putObject(JSON)
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + shape.name());
    }

    private static void components(ObjectNode components) {
        ObjectNode security = components.putObject("securitySchemes");
        schemes()
                .forEach((name, header) -> {
                    ObjectNode scheme = security.putObject(name);
                    if (header.isEmpty()) {
                        scheme.put("type", "http").put("scheme", "bearer");
                    } else {
                        scheme.put("type", "apiKey").put("in", "header").put("name", header);
                    }
                });
        ObjectNode schemas = components.putObject("schemas");
        error(schemas, ErrorShape.OPENAI, "message", "type", "param", "code");
        error(schemas, ErrorShape.ANTHROPIC, "type", "message");
        error(schemas, ErrorShape.GEMINI, "code", "message", "status");
    }

    private static void error(ObjectNode schemas, ErrorShape shape, String... fields) {
        ObjectNode error =
                schemas.putObject(shape.name())
                        .put("type", "object")
                        .putObject("properties")
                        .putObject("error")
                        .put("type", "object");
        ObjectNode properties = error.putObject("properties");
        for (String field : fields) {
            properties.putObject(field);
        }
    }
}
