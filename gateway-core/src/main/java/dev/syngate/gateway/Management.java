package dev.syngate.gateway;

import dev.syngate.admin.AdminApi;
import dev.syngate.protocol.Json;
import dev.syngate.store.Store;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The commands of the management API for callers of this process: the same nouns, fields and
/// answers as over HTTP and on the command line. Safe for any thread.
///
/// What is refused is thrown as a [dev.syngate.call.RefusedException]; once the gateway is closed
/// everything fails with an [IllegalStateException].
public final class Management {
    private final AdminApi admin;

    private final Store store;

    Management(AdminApi admin, Store store) {
        this.admin = admin;
        this.store = store;
    }

    /// What is in memory would be told long after the store is closed.
    private JsonNode run(
            String method, String[] path, Map<String, String> query, @Nullable JsonNode body) {
        store.ensureOpen();
        return admin.run(method, List.of(path), query, body);
    }

    /// @param path such as `providers`, or `providers` and an id
    public JsonNode get(String... path) {
        return run("GET", path, Map.of(), null);
    }

    /// As the other, with a query.
    public JsonNode get(Map<String, String> query, String... path) {
        return run("GET", path, query, null);
    }

    public JsonNode post(Map<String, ?> body, String... path) {
        return run("POST", path, Map.of(), Json.MAPPER.valueToTree(body));
    }

    public JsonNode patch(Map<String, ?> body, String... path) {
        return run("PATCH", path, Map.of(), Json.MAPPER.valueToTree(body));
    }

    public JsonNode delete(String... path) {
        return run("DELETE", path, Map.of(), null);
    }
}
