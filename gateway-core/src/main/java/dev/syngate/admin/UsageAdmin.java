package dev.syngate.admin;

import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.call.Caller;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What was used, grouped by one thing.
final class UsageAdmin implements Resource {
    private static final String DEFAULT_GROUPING = "model";
    private static final String DEFAULT_SINCE = "30d";

    private final UsageReport report;
    private final ApiKeys keys;
    private final Accounts accounts;

    UsageAdmin(UsageReport report, ApiKeys keys, Accounts accounts) {
        this.report = report;
        this.keys = keys;
        this.accounts = accounts;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        if (!method.equals("GET") || !path.isEmpty()) {
            throw Resource.unknown(method);
        }
        Grouping by = grouping(query.getOrDefault("by", DEFAULT_GROUPING));
        String since = query.getOrDefault("since", DEFAULT_SINCE);
        ArrayNode list = Json.MAPPER.createArrayNode();
        report.rows(by, Since.parse(since, keys.now()), until(query.get("until")))
                .forEach(row -> list.add(show(by, row)));
        return list;
    }

    /// The first moment of the day, or none.
    private Instant until(@Nullable String day) {
        if (day == null) {
            return Instant.MAX;
        }
        try {
            return LocalDate.parse(day).atStartOfDay(keys.now().getZone()).toInstant();
        } catch (DateTimeParseException e) {
            throw RefusedException.field("until", "\"until\" is a day like 2026-10-31, not " + day);
        }
    }

    private static Grouping grouping(String text) {
        return Arrays.stream(Grouping.values())
                .filter(by -> field(by).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.field(
                                "by",
                                Arrays.stream(Grouping.values())
                                        .map(UsageAdmin::field)
                                        .collect(
                                                Collectors.joining(
                                                        ", ", "\"by\" is one of ", ""))));
    }

    private static String field(Grouping by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private ObjectNode show(Grouping by, UsageReport.Row row) {
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put(field(by), row.of().isEmpty() ? null : name(by, row.of()));
        if (by == Grouping.KEY || by == Grouping.ACCOUNT) {
            shown.put("id", row.of());
        }
        Totals totals = row.totals();
        return shown.put("requests", totals.requests())
                .put("errors", totals.errors())
                .put("input_tokens", totals.input())
                .put("cached_tokens", totals.cachedInput())
                .put("output_tokens", totals.output())
                .put("reasoning_tokens", totals.reasoning())
                .put("cost", totals.cost().dollars())
                .put("upstream_cost", totals.upstream().dollars())
                .put("margin", totals.margin().dollars())
                .put("unpriced_requests", totals.unpriced());
    }

    /// The name of what has an id; the id itself where it was removed.
    private String name(Grouping by, String of) {
        return switch (by) {
            case KEY -> keyName(of);
            case ACCOUNT -> {
                Account account = accounts.byId(of);
                yield account == null ? of : account.name();
            }
            case MODEL, GROUP, PROVIDER, DAY -> of;
        };
    }

    private String keyName(String id) {
        if (id.equals(Caller.ThisApp.KEY)) {
            return Caller.ThisApp.NAME;
        }
        if (id.equals(RequestRecord.PROVIDER_TEST)) {
            return RequestRecord.PROVIDER_TEST_NAME;
        }
        return keys.list().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .map(ApiKey::name)
                .orElse(id);
    }
}
