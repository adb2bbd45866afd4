package dev.syngate.admin;

import dev.syngate.bodies.KeptBodies;
import dev.syngate.call.RefusedException;
import dev.syngate.export.BodiesJson;
import dev.syngate.export.RequestJson;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RunningRequest;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The request log, filtered, the newest first; what runs now; what was said, and saying it again.
final class RequestAdmin implements Resource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 10_000;
    private static final String RUNNING = "running";
    private static final String TERMS =
            " is no term of a filter and was found in no name; terms are such as status:4xx, key:,"
                    + " model:, provider:, group:, account:, endpoint:, error:, tool:, id:,"
                    + " has:fallback, cost>0.01, tokens>1000, slow:>10s, first:>1s, since:2h and"
                    + " until:2026-11-20";
    private final AdminApi.Traffic traffic;
    private final RequestLog log;
    private final Supplier<ZonedDateTime> now;

    /// @param now the time, in the zone whose days are meant
    RequestAdmin(AdminApi.Traffic traffic, Supplier<ZonedDateTime> now) {
        this.traffic = traffic;
        this.log = traffic.requests();
        this.now = now;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        return switch (method + " " + path.size()) {
            case "GET 0" -> list(query);
            case "GET 1" ->
                    switch (path.getFirst()) {
                        case "ended" -> ended(query);
                        case RUNNING -> running();
                        default -> one(path.getFirst());
                    };
            case "GET 2" -> bodies(path.getFirst(), part(path, "bodies"));
            case "POST 2" -> replay(path.getFirst(), part(path, "replay"), body);
            case "DELETE 2" -> cancel(path);
            default -> throw Resource.unknown(method);
        };
    }

    private static String part(List<String> path, String known) {
        if (!path.getLast().equals(known)) {
            throw RefusedException.notFound(
                    "a request has no \"" + path.getLast() + "\" to be asked for like this");
        }
        return known;
    }

    private RequestRecord find(String id) {
        return log.find(id)
                .orElseThrow(() -> RefusedException.notFound("there is no request \"" + id + "\""));
    }

    private JsonNode one(String id) {
        RequestRecord item = find(id);
        return RequestJson.of(item)
                .put("bodies_kept", traffic.bodies().has(id))
                .put("replay_of", item.replayOf());
    }

    private JsonNode bodies(String id, String part) {
        find(id);
        KeptBodies kept =
                traffic.bodies()
                        .find(id)
                        .orElseThrow(() ->
                                RefusedException.notFound(
                                        "no "
                                                + part
                                                + " of this request are kept; keep them with: syngate bodies set --keep all"));
        return BodiesJson.of(kept);
    }

    private JsonNode replay(String id, String part, @Nullable JsonNode body) {
        Fields fields =
                new Fields(
                        body == null ? Json.MAPPER.createObjectNode() : body,
                        Set.of("key", "model"));
        RequestRecord item =
                traffic.replay().run(id, fields.textOrNull("key"), fields.textOrNull("model"));
        return RequestJson.of(item).put(part + "_of", id);
    }

    private JsonNode running() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (RunningRequest one : traffic.running().list()) {
            list.add(RequestJson.of(one.request()).put("status", RUNNING).put("bytes", one.sent()));
        }
        return list;
    }

    private JsonNode cancel(List<String> path) {
        if (!path.getFirst().equals(RUNNING)) {
            throw Resource.unknown("DELETE");
        }
        if (!traffic.running().cancel(path.getLast())) {
            throw RefusedException.notFound(
                    "no request \"" + path.getLast() + "\" runs; it may have ended");
        }
        return Json.MAPPER.createObjectNode().put("cancelled", path.getLast());
    }

    private JsonNode list(Map<String, String> query) {
        long limit = Math.clamp(Entries.number(query, "limit", DEFAULT_LIMIT), 1, LARGEST_LIMIT);
        List<RequestRecord> found =
                log.search(filter(query), null, (int) limit, Integer.MAX_VALUE).requests();
        if (found.isEmpty()) {
            refuseMistaken(query.getOrDefault("filter", ""));
        }
        ArrayNode list = Json.MAPPER.createArrayNode();
        found.forEach(item -> list.add(RequestJson.of(item)));
        return list;
    }

    /// A text that looks like a term is worth a word where nothing was found with it.
    private void refuseMistaken(String filter) {
        List<String> mistaken = RequestFilter.mistaken(filter, now.get());
        if (!mistaken.isEmpty()) {
            throw RefusedException.field("filter", mistaken.getFirst() + TERMS);
        }
    }

    /// What ended since an earlier look, the first to end first, and where the next look goes on.
    private JsonNode ended(Map<String, String> query) {
        long after = Entries.number(query, "after", -1);
        RequestLog.Ended ended = log.endedAfter(after < 0 ? null : after);
        ObjectNode shown = Json.MAPPER.createObjectNode().put("position", ended.position());
        ArrayNode list = shown.putArray("requests");
        ended.requests().stream()
                .filter(filter(query))
                .forEach(item -> list.add(RequestJson.of(item)));
        return shown;
    }

    private RequestFilter filter(Map<String, String> query) {
        String status = query.get("status");
        String text = query.getOrDefault("filter", "");
        RequestFilter filter =
                RequestFilter.parse(status == null ? text : text + " status:" + status, now.get());
        if (query.containsKey("since")) {
            Instant since = Since.parse(query.get("since"), now.get());
            filter = filter.since(since);
        }
        if (query.containsKey("key")) {
            filter = filter.ofKey(query.get("key"));
        }
        return query.containsKey("model") ? filter.ofModel(query.get("model")) : filter;
    }
}
