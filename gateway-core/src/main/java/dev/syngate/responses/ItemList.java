package dev.syngate.responses;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A page of the items that led to a response (Responses reference, "List input items").
public final class ItemList {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private ItemList() {}

    /// @param id the response's; items without an id of their own are named after it
    /// @param query `limit`, `order` and `after`
    /// @throws RefusedException where the query is wrong
    public static ObjectNode of(String id, ArrayNode input, Map<String, String> query) {
        List<ObjectNode> items = new ArrayList<>();
        for (JsonNode item : input) {
            if (item instanceof ObjectNode object) {
                if (!object.path("id").isString()) {
                    object.put("id", "item_" + id + "_" + items.size());
                }
                items.add(object);
            }
        }
        if (isDescending(query.getOrDefault("order", "desc"))) {
            Collections.reverse(items);
        }
        int from = from(items, query.getOrDefault("after", ""));
        int to = Math.min(items.size(), from + limit(query));
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        items.subList(from, to).forEach(data::add);
        list.set("first_id", data.path(0).path("id"));
        list.set("last_id", data.path(data.size() - 1).path("id"));
        return list.put("has_more", to < items.size());
    }

    private static boolean isDescending(String order) {
        return switch (order) {
            case "desc" -> true;
            case "asc" -> false;
            default -> throw RefusedException.field("order", "`order` is asc or desc");
        };
    }

    private static int limit(Map<String, String> query) {
        String limit = query.getOrDefault("limit", String.valueOf(USUAL));
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1) {
            throw RefusedException.field("limit", "`limit` is a number from 1 to 100");
        }
        return Math.min(MOST, Integer.parseInt(limit));
    }

    private static int from(List<ObjectNode> items, String after) {
        if (after.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).path("id").asString("").equals(after)) {
                return i + 1;
            }
        }
        throw RefusedException.field("after", "there is no item of that id");
    }
}
