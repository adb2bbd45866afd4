package dev.syngate.ui.groups;

import dev.syngate.money.Multiplier;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A group as its page shows it.
///
/// @param models patterns; empty: all
/// @param providers names; empty: all
/// @param localOnly whether nothing may leave this machine and its network
/// @param keys the names of the keys that use it
record GroupRow(
        String name,
        Multiplier multiplier,
        List<String> models,
        List<String> providers,
        boolean localOnly,
        List<String> keys) {
    static GroupRow of(JsonNode shown, List<String> keys) {
        return new GroupRow(
                shown.path("name").asString(""),
                Multiplier.of(shown.path("multiplier").asString("1")),
                texts(shown.path("models")),
                texts(shown.path("providers")),
                shown.path("local_only").asBoolean(false),
                keys);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(one -> one.asString("")).toList();
    }

    boolean isStandard() {
        return name.equals(dev.syngate.access.Group.STANDARD);
    }
}
