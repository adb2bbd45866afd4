package dev.syngate.admin;

import dev.syngate.access.Group;
import dev.syngate.access.Groups;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Billing groups.
final class GroupAdmin implements Resource {
    private final Groups groups;

    GroupAdmin(Groups groups) {
        this.groups = groups;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" ->
                    set(new Fields(body, Set.of("name", "multiplier", "models", "providers")));
            case "DELETE 1" -> {
                ObjectNode removed = show(groups.get(path.getFirst()));
                groups.remove(path.getFirst());
                yield removed;
            }
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        groups.list().forEach(group -> list.add(show(group)));
        return list;
    }

    private JsonNode set(Fields fields) {
        Group old = groups.find(fields.text("name"));
        Multiplier multiplier =
                fields.has("multiplier")
                        ? Multiplier.of(fields.text("multiplier"))
                        : old == null ? Multiplier.ONE : old.multiplier();
        List<String> models =
                fields.has("models") || old == null ? fields.texts("models") : old.models();
        List<String> providers =
                fields.has("providers") || old == null
                        ? fields.texts("providers")
                        : old.providers();
        return show(groups.set(new Group(fields.text("name"), multiplier, models, providers)));
    }

    private static ObjectNode show(Group group) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", group.name())
                        .put("multiplier", group.multiplier().text());
        group.models().forEach(shown.putArray("models")::add);
        group.providers().forEach(shown.putArray("providers")::add);
        return shown;
    }
}
