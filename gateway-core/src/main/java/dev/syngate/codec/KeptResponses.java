package dev.syngate.codec;

import dev.syngate.protocol.Json;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The responses of providers that keep none themselves, since the start: the latest 10,000, and at
/// most 64 MiB. Each belongs to the key that asked for it. Safe for any thread.
public final class KeptResponses {
    private static final int MOST = 10_000;
    private static final long MOST_BYTES = 64L << 20;
    private static final int LARGEST = 8 << 20;

    private final Map<String, Kept> byId = new LinkedHashMap<>();
    private long bytes;

    /// @param owner the id of the key
    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(String owner, byte[] response, byte[] input) {
        long size() {
            return (long) response.length + input.length;
        }
    }

    /// Keeps a response with the items that led to it, earlier turns among them; not what is larger
    /// than 8 MiB.
    synchronized void keep(String owner, ObjectNode response, ArrayNode input) {
        Kept kept =
                new Kept(
                        owner,
                        Json.MAPPER.writeValueAsBytes(response),
                        Json.MAPPER.writeValueAsBytes(input));
        if (kept.size() > LARGEST) {
            return;
        }
        byId.put(response.path("id").asString(""), kept);
        bytes += kept.size();
        Iterator<Kept> oldest = byId.values().iterator();
        while (byId.size() > MOST || bytes > MOST_BYTES) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    private synchronized @Nullable Kept find(String id, String owner) {
        Kept kept = byId.get(id);
        return kept != null && kept.owner().equals(owner) ? kept : null;
    }

    /// The response, as it was answered; null: none is kept for the key.
    public byte @Nullable [] response(String id, String owner) {
        Kept kept = find(id, owner);
        return kept == null ? null : kept.response();
    }

    /// The list of items that led to the response; null: none is kept for the key.
    public byte @Nullable [] inputItems(String id, String owner) {
        Kept kept = find(id, owner);
        if (kept == null) {
            return null;
        }
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (JsonNode item : Json.MAPPER.readTree(kept.input())) {
            if (item instanceof ObjectNode object) {
                if (!object.has("id")) {
                    object.put("id", "item_" + id + "_" + data.size());
                }
                data.add(object);
            }
        }
        list.set("first_id", data.path(0).path("id"));
        list.set("last_id", data.path(data.size() - 1).path("id"));
        list.put("has_more", false);
        return Json.MAPPER.writeValueAsBytes(list);
    }

    /// Forgets the response.
    ///
    /// @return whether one was kept for the key
    public synchronized boolean forget(String id, String owner) {
        Kept kept = byId.get(id);
        if (kept == null || !kept.owner().equals(owner)) {
            return false;
        }
        byId.remove(id);
        bytes -= kept.size();
        return true;
    }

    /// The items of a conversation so far: those that led to the response, and its own.
    ///
    /// @return null: none is kept for the key
    @Nullable ArrayNode conversation(String id, String owner) {
        Kept kept = find(id, owner);
        if (kept == null) {
            return null;
        }
        ArrayNode items = Json.MAPPER.createArrayNode();
        Json.MAPPER.readTree(kept.input()).forEach(items::add);
        Json.MAPPER.readTree(kept.response()).path("output").forEach(items::add);
        return items;
    }

    /// The items of a request's input.
    static ArrayNode items(JsonNode input) {
        ArrayNode items = Json.MAPPER.createArrayNode();
        if (input.isString()) {
            items.addObject()
                    .put("type", "message")
                    .put("role", "user")
                    .putArray("content")
                    .addObject()
                    .put("type", "input_text")
                    .put("text", input.asString(""));
        } else {
            input.forEach(items::add);
        }
        return items;
    }
}
