package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.retention.Retention;
import dev.syngate.retention.RetentionSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Settings of the data directory.
final class SettingsAdmin implements Resource {
    private static final String DAYS = "retention_days";
    private static final String RECORDS = "retention_records";
    private final RetentionSettings retention;

    SettingsAdmin(RetentionSettings retention) {
        this.retention = retention;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> show();
            case "PATCH 0" -> change(new Fields(body, Set.of(DAYS, RECORDS)));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode change(Fields fields) {
        Retention before = retention.get();
        retention.set(
                new Retention(
                        number(fields, DAYS, before.days()),
                        number(fields, RECORDS, before.records())));
        return show();
    }

    private static int number(Fields fields, String name, int otherwise) {
        Integer found = fields.numberOrNull(name, otherwise);
        if (found == null) {
            throw RefusedException.field(name, "\"" + name + "\" must be a whole number");
        }
        return found;
    }

    private JsonNode show() {
        Retention now = retention.get();
        return Json.MAPPER.createObjectNode().put(DAYS, now.days()).put(RECORDS, now.records());
    }
}
