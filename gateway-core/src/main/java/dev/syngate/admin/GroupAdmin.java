package dev.syngate.admin;

import dev.syngate.access.ApiKeys;
import dev.syngate.access.Group;
import dev.syngate.access.Groups;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Providers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Billing groups.
final class GroupAdmin implements Resource {
    private static final Set<String> SETTINGS =
            Set.of("multiplier", "models", "providers", "local_only");
    private static final Set<String> FIELDS =
            Set.of("name", "multiplier", "models", "providers", "local_only");
    private final Groups groups;
    private final ApiKeys keys;
    private final Providers providers;

    GroupAdmin(Groups groups, ApiKeys keys, Providers providers) {
        this.providers = providers;
        this.groups = groups;
        this.keys = keys;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list();
            case "POST 0" -> {
                Fields fields = new Fields(body, FIELDS);
                Group old = groups.find(fields.text("name"));
                yield set(fields, old == null ? Group.named(fields.text("name")) : old);
            }
            case "GET 1" -> show(groups.get(path.getFirst()));
            case "PATCH 1" -> set(new Fields(body, SETTINGS), groups.get(path.getFirst()));
            case "DELETE 1" -> show(keys.removeGroup(path.getFirst()));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        groups.list().forEach(group -> list.add(show(group)));
        return list;
    }

    /// Changes what the fields name; the rest stays as it is.
    private JsonNode set(Fields fields, Group old) {
        return show(
                groups.set(
                        new Group(
                                old.name(),
                                fields.has("multiplier")
                                        ? Multiplier.of(fields.text("multiplier"))
                                        : old.multiplier(),
                                fields.texts("models", old.models()),
                                providersOf(fields, old),
                                fields.has("local_only")
                                        ? fields.flag("local_only")
                                        : old.localOnly())));
    }

    /// By their names, as they are there now.
    private List<String> providersOf(Fields fields, Group old) {
        return fields.has("providers")
                ? fields.texts("providers").stream().map(p -> providers.get(p).name()).toList()
                : old.providers();
    }

    private static ObjectNode show(Group group) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", group.name())
                        .put("multiplier", group.multiplier().text());
        group.models().forEach(shown.putArray("models")::add);
        group.providers().forEach(shown.putArray("providers")::add);
        return shown.put("local_only", group.localOnly());
    }
}
