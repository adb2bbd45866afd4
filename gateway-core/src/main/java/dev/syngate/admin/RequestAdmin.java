package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.export.RequestJson;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The request log, filtered, the newest first.
final class RequestAdmin implements Resource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 10_000;
    private static final String ALWAYS = Instant.EPOCH.toString();
    private final RequestLog log;
    private final Supplier<ZonedDateTime> now;

    /// @param now the time, in the zone whose days are meant
    RequestAdmin(RequestLog log, Supplier<ZonedDateTime> now) {
        this.log = log;
        this.now = now;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list(query);
            case "GET 1" ->
                    path.getFirst().equals("ended")
                            ? ended(query)
                            : RequestJson.of(
                                    log.find(path.getFirst())
                                            .orElseThrow(() ->
                                                    RefusedException.notFound(
                                                            "there is no request \""
                                                                    + path.getFirst()
                                                                    + "\"")));
            default -> throw Resource.unknown(method);
        };
    }

    private JsonNode list(Map<String, String> query) {
        int limit =
                Math.clamp(
                        Integer.parseInt(query.getOrDefault("limit", "" + DEFAULT_LIMIT)),
                        1,
                        LARGEST_LIMIT);
        ArrayNode list = Json.MAPPER.createArrayNode();
        Instant since = Since.parse(query.getOrDefault("since", ALWAYS), now.get());
        log.newest(limit, since, filter(query)).forEach(item -> list.add(RequestJson.of(item)));
        return list;
    }

    /// What ended since an earlier look, the first to end first, and where the next look goes on.
    private JsonNode ended(Map<String, String> query) {
        String after = query.get("after");
        RequestLog.Ended ended = log.endedAfter(after == null ? null : Long.valueOf(after));
        ObjectNode shown = Json.MAPPER.createObjectNode().put("position", ended.position());
        ArrayNode list = shown.putArray("requests");
        ended.requests().stream()
                .filter(filter(query))
                .forEach(item -> list.add(RequestJson.of(item)));
        return shown;
    }

    private static Predicate<RequestRecord> filter(Map<String, String> query) {
        Predicate<RequestRecord> filter = item -> true;
        String key = query.get("key");
        if (key != null) {
            filter =
                    filter.and(
                            item -> item.key().equals(key) || item.keyName().equalsIgnoreCase(key));
        }
        String model = query.get("model");
        if (model != null) {
            filter = filter.and(item -> item.model().equals(model));
        }
        String status = query.get("status");
        if (status != null) {
            String digits = status.replace("x", "");
            filter = filter.and(item -> String.valueOf(item.status()).startsWith(digits));
        }
        return filter;
    }
}
