package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.routing.ModelMap;
import dev.syngate.routing.ModelMap.Rule;
import dev.syngate.routing.Models;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The rules that say which model is meant by names that no model has. A pattern may hold slashes:
/// all that follows in the path belongs to it.
final class ModelMapAdmin implements Resource {
    private static final Set<String> FIELDS = Set.of("pattern", "target", "always", "place");
    private final Models models;
    private final ModelMap map;

    ModelMapAdmin(Models models) {
        this.models = models;
        this.map = models.map();
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method) {
            case "GET" -> list();
            case "POST" -> set(new Fields(body, FIELDS));
            case "DELETE" -> show(map.remove(String.join("/", path)));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        map.list().forEach(rule -> list.add(show(rule)));
        return list;
    }

    private JsonNode set(Fields fields) {
        Rule rule =
                new Rule(
                        fields.text("pattern").strip(),
                        fields.text("target").strip(),
                        fields.flag("always"));
        if (rule.target().indexOf('*') < 0 && models.meant(rule.target()) == null) {
            throw RefusedException.field(
                    "target",
                    "there is no model \"" + rule.target() + "\" that the rule could lead to");
        }
        Integer place = fields.numberOrNull("place", null);
        if (place != null && place == 0) {
            throw RefusedException.field("place", "\"place\" is 1 or more; 1 is the first");
        }
        return show(map.set(rule, place));
    }

    private static ObjectNode show(Rule rule) {
        return Json.MAPPER
                .createObjectNode()
                .put("pattern", rule.pattern())
                .put("target", rule.target())
                .put("always", rule.always());
    }
}
