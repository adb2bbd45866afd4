package dev.syngate.http;

import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The path table as an OpenAPI 3.1 document, without the management API. Bodies of models'
/// endpoints are those of their vendors, who document them; here stands what Syngate reads of them.
final class OpenApi {
    private static final String JSON = "application/json";

    private OpenApi() {}

    static byte[] of(PathTable table) {
        ObjectNode root = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Syngate")
                .put("version", "1")
                .put("summary", "One address for every model.");
        root.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = root.putObject("paths");
        table.rows().stream()
                .filter(row -> !row.path().startsWith(ManagementPaths.ROOT))
                .forEach(row -> add(paths, row));
        components(root.putObject("components"));
        return Json.MAPPER.writeValueAsBytes(root);
    }

    private static void add(ObjectNode paths, Row row) {
        String path = row.path().replace("{+", "{");
        ObjectNode at = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
        ObjectNode operation =
                at.putObject(row.method().toLowerCase(Locale.ROOT))
                        .put("operationId", operationId(row));
        if (row.access() == Access.API_KEY) {
            addSecurity(operation);
        }
        for (String parameter : List.of("model", "response")) {
            if (path.contains("{" + parameter + "}")) {
                addPathParameter(operation, parameter);
            }
        }
        Endpoint endpoint = row.method().equals("POST") ? row.endpoint() : null;
        if (endpoint != null) {
            addRequestBody(operation, endpoint);
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode ok = responses.putObject("200").put("description", row.answer());
        if (endpoint != null) {
            ObjectNode content = ok.putObject("content");
            content.putObject(JSON).putObject("schema").put("type", "object");
            content.putObject("text/event-stream").putObject("schema").put("type", "string");
        }
        addError(responses, endpoint == null ? ErrorShape.OPENAI : endpoint.errors());
    }

    private static void addRequestBody(ObjectNode operation, Endpoint endpoint) {
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        content.putObject(JSON).putObject("schema").put("type", "object");
        if (endpoint.takesFiles()) {
            content.putObject("multipart/form-data").putObject("schema").put("type", "object");
        }
    }

    private static String operationId(Row row) {
        if (row.endpoint() != null && row.method().equals("POST")) {
            return row.endpoint().name();
        }
        String id =
                row.segments().isEmpty()
                        ? "base"
                        : String.join("_", row.segments()).replaceAll("[^A-Za-z0-9]+", "_");
        return row.method().equals("GET") ? id : row.method().toLowerCase(Locale.ROOT) + "_" + id;
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
