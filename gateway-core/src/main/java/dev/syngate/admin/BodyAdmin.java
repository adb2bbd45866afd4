package dev.syngate.admin;

import dev.syngate.access.ApiKeys;
import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy;
import dev.syngate.bodies.BodyPolicy.Keep;
import dev.syngate.call.Caller;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which bodies are kept, for all keys and for one; how much they take; their removal.
final class BodyAdmin implements Resource {
    private static final String CONFIRM = "confirm";
    private static final String KEEP = "keep";
    private static final String KIB = "kib";
    private static final String DAYS = "days";
    private static final String MIB = "mib";
    private static final String DEFAULT = "default";
    private final BodyLog bodies;
    private final ApiKeys keys;

    BodyAdmin(BodyLog bodies, ApiKeys keys) {
        this.bodies = bodies;
        this.keys = keys;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> show();
            case "PATCH 0" -> change(new Fields(body, Set.of(KEEP, KIB, DAYS, MIB)));
            case "DELETE 0" -> clear("yes".equals(query.get(CONFIRM)));
            case "PATCH 2" -> changeKey(path, new Fields(body, Set.of(KEEP)));
            default -> throw Resource.unknown(method);
        };
    }

    /// There is no way back.
    private JsonNode clear(boolean confirmed) {
        if (!confirmed) {
            throw RefusedException.field(
                    CONFIRM,
                    "this removes for good what was said in %d requests; confirm=yes does it"
                            .formatted(bodies.total().bodies()));
        }
        return Json.MAPPER.createObjectNode().put("removed", bodies.clear());
    }

    private JsonNode change(Fields fields) {
        BodyPolicy before = bodies.policy();
        bodies.set(
                new BodyPolicy(
                        fields.has(KEEP) ? keep(fields.text(KEEP)) : before.keep(),
                        fields.number(KIB, before.kibibytes()),
                        fields.number(DAYS, before.days()),
                        fields.number(MIB, before.mebibytes()),
                        before.keys()));
        return show();
    }

    private JsonNode changeKey(List<String> path, Fields fields) {
        if (!path.getFirst().equals("keys")) {
            throw Resource.unknown("PATCH");
        }
        String key = path.getLast();
        boolean isApp = key.equals(Caller.ThisApp.KEY) || key.equals(Caller.ThisApp.NAME);
        String keep = fields.text(KEEP);
        bodies.setRule(
                isApp ? Caller.ThisApp.KEY : keys.get(key).id(),
                keep.equals(DEFAULT) ? null : keep(keep));
        return show();
    }

    private static Keep keep(String word) {
        return switch (word) {
            case "off" -> Keep.OFF;
            case "errors" -> Keep.ERRORS;
            case "all" -> Keep.ALL;
            default ->
                    throw RefusedException.field(
                            KEEP, "\"keep\" is off, errors or all; for a key also default");
        };
    }

    private static String word(Keep keep) {
        return keep.name().toLowerCase(Locale.ROOT);
    }

    private JsonNode show() {
        BodyPolicy now = bodies.policy();
        BodyLog.Total total = bodies.total();
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put(KEEP, word(now.keep()))
                        .put(KIB, now.kibibytes())
                        .put(DAYS, now.days())
                        .put(MIB, now.mebibytes())
                        .put("kept", total.bodies())
                        .put("kept_bytes", total.bytes());
        ObjectNode rules = shown.putObject("keys");
        now.keys().forEach((key, keep) -> rules.put(key, word(keep)));
        return shown;
    }
}
