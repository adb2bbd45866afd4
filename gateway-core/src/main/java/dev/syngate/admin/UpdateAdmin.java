package dev.syngate.admin;

import dev.syngate.protocol.Json;
import dev.syngate.updates.Release;
import dev.syngate.updates.UpdateCheck;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Newer versions: what was found last, and a look right now.
final class UpdateAdmin implements Resource {
    private final UpdateCheck check;

    UpdateAdmin(UpdateCheck check) {
        this.check = check;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> show(check.last());
            case "POST 0" -> show(check.look());
            default -> throw Resource.unknown(method);
        };
    }

    private static JsonNode show(UpdateCheck.@Nullable Found found) {
        ObjectNode shown = Json.MAPPER.createObjectNode();
        if (found == null) {
            return shown.put("state", "unknown");
        }
        Release newer = found.newer();
        shown.put("state", newer == null ? "newest" : "newer").put("time", found.time().toString());
        if (newer != null) {
            shown.put("version", newer.version())
                    .put("released", newer.released().toString())
                    .put("page", newer.page());
            newer.changes().forEach(shown.putArray("changes")::add);
        }
        return shown;
    }
}
