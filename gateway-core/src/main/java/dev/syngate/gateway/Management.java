package dev.syngate.gateway;

import dev.syngate.admin.AdminApi;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The commands of the management API for callers of this process: the same nouns, fields and
/// answers as over HTTP and on the command line. Safe for any thread.
///
/// What is refused is thrown as a [dev.syngate.call.RefusedException].
public final class Management {
    private final AdminApi admin;

    Management(AdminApi admin) {
        this.admin = admin;
    }

    /// @param path such as `providers`, or `providers` and an id
    public JsonNode get(String... path) {
        return admin.run("GET", List.of(path), Map.of(), null);
    }

    /// As the other, with a query.
    public JsonNode get(Map<String, String> query, String... path) {
        return admin.run("GET", List.of(path), query, null);
    }

    public JsonNode post(Map<String, ?> body, String... path) {
        return admin.run("POST", List.of(path), Map.of(), Json.MAPPER.valueToTree(body));
    }

    public JsonNode patch(Map<String, ?> body, String... path) {
        return admin.run("PATCH", List.of(path), Map.of(), Json.MAPPER.valueToTree(body));
    }

    public JsonNode delete(String... path) {
        return admin.run("DELETE", List.of(path), Map.of(), null);
    }
}
