package dev.syngate.admin;

import dev.syngate.access.AllowedModels;
import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.access.Group;
import dev.syngate.access.Groups;
import dev.syngate.call.Capability;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.RoutePlan;
import dev.syngate.routing.Router;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells what the name of a model leads to: `?model=NAME`, for a `key` or a `group`, for a request
/// that `needs` some capabilities.
final class ResolveAdmin implements Resource {
    private final Router router;
    private final Circuits circuits;
    private final Groups groups;
    private final ApiKeys keys;

    ResolveAdmin(Router router, Circuits circuits, Groups groups, ApiKeys keys) {
        this.router = router;
        this.circuits = circuits;
        this.groups = groups;
        this.keys = keys;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        if (!method.equals("GET")) {
            throw Resource.unknown(method);
        }
        String name = query.getOrDefault("model", "");
        if (name.isBlank()) {
            throw RefusedException.field("model", "name the model: ?model=gpt-4o");
        }
        String keyName = query.get("key");
        ApiKey key = keyName == null ? null : keys.get(keyName);
        Group group =
                groups.get(key == null ? query.getOrDefault("group", Group.STANDARD) : key.group());
        List<String> own = key == null ? List.of() : key.limits().models();
        return show(
                RoutePlan.of(
                        name,
                        needs(query.getOrDefault("needs", "")),
                        group,
                        new AllowedModels(group.models(), own),
                        router,
                        circuits,
                        keys.now().toInstant()));
    }

    private static Set<Capability> needs(String text) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        for (String word : text.split(",")) {
            Capability capability = Capability.ofWireName(word.strip());
            if (capability == null && !word.isBlank()) {
                throw RefusedException.field(
                        "needs", "there is no capability \"" + word.strip() + "\"");
            }
            if (capability != null) {
                needs.add(capability);
            }
        }
        return needs;
    }

    private static JsonNode show(RoutePlan plan) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("name", plan.name())
                        .put("model", plan.model())
                        .put("provider", plan.provider())
                        .put("rule", plan.rule() == null ? null : plan.rule().pattern())
                        .put("refusal", plan.refusal());
        ArrayNode routes = shown.putArray("routes");
        for (RoutePlan.Step step : plan.steps()) {
            routes.addObject()
                    .put("provider", step.provider())
                    .put("upstream_model", step.upstreamModel())
                    .put("model", step.model())
                    .put("used", step.used())
                    .put("why", step.why())
                    .put(
                            "circuit",
                            step.circuit() == null
                                    ? null
                                    : step.circuit().name().toLowerCase(Locale.ROOT));
        }
        return shown;
    }
}
