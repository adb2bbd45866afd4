package dev.syngate.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The columns of the lists that people read, in order.
final class Columns {
    static final Map<String, String> PROVIDERS =
            of(
                    "NAME",
                    "name",
                    "PROTOCOL",
                    "protocol",
                    "BASE URL",
                    "base_url",
                    "PRIORITY",
                    "priority",
                    "WEIGHT",
                    "weight",
                    "HEALTH",
                    "health",
                    "KEYS IN",
                    "secret_store",
                    "BALANCE",
                    "balance");
    static final Map<String, String> PROVIDER_BALANCES =
            of("KEY", "key", "LEFT", "left", "CURRENCY", "currency");
    static final Map<String, String> PROVIDER_KEYS =
            of(
                    "LABEL",
                    "label",
                    "WEIGHT",
                    "weight",
                    "ENABLED",
                    "enabled",
                    "HEALTH",
                    "health",
                    "UNTIL",
                    "health_until",
                    "ID",
                    "id");
    static final Map<String, String> MODELS =
            of(
                    "ID", "id", "ROUTES", "routes", "CONTEXT", "context", "IN/1M", "input",
                    "OUT/1M", "output", "PRICING", "pricing", "ENABLED", "enabled");
    static final Map<String, String> RULES =
            of("PATTERN", "pattern", "TARGET", "target", "ALWAYS", "always");
    static final Map<String, String> PLAN =
            of(
                    "PROVIDER",
                    "provider",
                    "UPSTREAM MODEL",
                    "upstream_model",
                    "MODEL",
                    "model",
                    "USED",
                    "used",
                    "WHY",
                    "why",
                    "CIRCUIT",
                    "circuit");
    static final Map<String, String> PRICE_VERSIONS =
            of(
                    "VERSION",
                    "price_version",
                    "FROM",
                    "valid_from",
                    "UNTIL",
                    "valid_until",
                    "IN/1M",
                    "input",
                    "CACHED/1M",
                    "cached_input",
                    "OUT/1M",
                    "output",
                    "SOURCE",
                    "price_source");
    static final Map<String, String> CHANGES =
            of(
                    "ID", "id", "CHANGE", "change", "BEFORE", "before", "AFTER", "after", "REASON",
                    "reason");
    static final Map<String, String> GROUPS =
            of(
                    "NAME",
                    "name",
                    "MULTIPLIER",
                    "multiplier",
                    "MODELS",
                    "models",
                    "PROVIDERS",
                    "providers",
                    "LOCAL ONLY",
                    "local_only");
    static final Map<String, String> ACCOUNTS =
            of(
                    "ID",
                    "id",
                    "NAME",
                    "name",
                    "MODE",
                    "mode",
                    "BALANCE",
                    "balance",
                    "HELD",
                    "held",
                    "LOW AT",
                    "low_balance",
                    "LOW",
                    "low");
    static final Map<String, String> STATEMENT =
            of(
                    "ID", "id", "TIME", "time", "KIND", "kind", "AMOUNT", "amount", "BALANCE",
                    "balance", "REQUEST", "request", "NOTE", "note");
    static final Map<String, String> KEYS =
            of(
                    "ID", "id", "NAME", "name", "ACCOUNT", "account", "GROUP", "group", "STATE",
                    "state", "USED", "used", "QUOTA", "quota", "PER", "period", "RPM", "rpm",
                    "EXPIRES", "expires");
    static final Map<String, String> REQUESTS =
            of(
                    "ID",
                    "id",
                    "TIME",
                    "time",
                    "KEY",
                    "key",
                    "MODEL",
                    "model",
                    "PROVIDER",
                    "provider",
                    "STATUS",
                    "status",
                    "IN",
                    "input_tokens",
                    "OUT",
                    "output_tokens",
                    "COST",
                    "cost",
                    "MS",
                    "duration_ms");
    static final Map<String, String> RUNNING =
            of(
                    "ID",
                    "id",
                    "TIME",
                    "time",
                    "KEY",
                    "key",
                    "TOOL",
                    "tool",
                    "MODEL",
                    "model",
                    "PROVIDER",
                    "provider",
                    "BYTES",
                    "bytes",
                    "MS",
                    "duration_ms");
    static final Map<String, String> BACKUPS =
            of(
                    "TIME",
                    "time",
                    "KIND",
                    "kind",
                    "VERSION",
                    "version",
                    "SIZE",
                    "size",
                    "READABLE",
                    "readable",
                    "FILE",
                    "file");
    static final Map<String, String> LISTED_MODELS =
            of(
                    "ID",
                    "id",
                    "STATE",
                    "state",
                    "CONTEXT",
                    "context",
                    "LONGEST ANSWER",
                    "max_output",
                    "IN/1M",
                    "input",
                    "OUT/1M",
                    "output",
                    "USE INSTEAD",
                    "successor");
    static final Map<String, String> STEPS =
            of("STEP", "step", "OK", "ok", "MS", "ms", "FOUND", "detail", "WHAT TO DO", "fix");

    static final Map<String, String> PAST_TESTS =
            of(
                    "TIME", "time", "OK", "ok", "BY", "by", "MS", "ms", "MODEL", "model", "COST",
                    "cost", "FOUND", "detail");

    /// The fields of a ledger entry where programs read them.
    static final List<String> ENTRY_FIELDS =
            List.of("id", "time", "account", "kind", "amount", "balance", "request", "note", "key");

    private Columns() {}

    /// The columns of usage.
    ///
    /// @param by the field that it is grouped by
    static Map<String, String> usage(String by) {
        return of(
                by.toUpperCase(Locale.ROOT),
                by,
                "REQUESTS",
                "requests",
                "ERRORS",
                "errors",
                "IN",
                "input_tokens",
                "CACHED",
                "cached_tokens",
                "OUT",
                "output_tokens",
                "REASONING",
                "reasoning_tokens",
                "COST",
                "cost",
                "UPSTREAM",
                "upstream_cost",
                "MARGIN",
                "margin",
                "UNPRICED",
                "unpriced_requests");
    }

    private static Map<String, String> of(String... headingsAndFields) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < headingsAndFields.length; i += 2) {
            columns.put(headingsAndFields[i], headingsAndFields[i + 1]);
        }
        return columns;
    }
}
