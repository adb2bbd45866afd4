package dev.syngate.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Fields of the management API as people read them: times of their own clock, dollars with their
/// sign, sizes and spans with their unit, yes and no. Programs read them with `--json`.
final class Cell {
    static final String NOTHING = "–";
    private static final String MILLIS = "_ms";
    private static final String SECONDS = "_seconds";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Set<String> DOLLARS =
            Set.of(
                    "amount",
                    "balance",
                    "held",
                    "low_balance",
                    "quota",
                    "used",
                    "used_total",
                    "left",
                    "cost",
                    "cost_today",
                    "upstream_cost",
                    "margin",
                    "difference",
                    "price",
                    "list_price",
                    "charged",
                    "input",
                    "output",
                    "cached_input");
    private static final Set<String> BYTES = Set.of("bytes", "size", "unpacked_size");

    private Cell() {}

    /// A field's name without its unit, which its value has.
    static String label(String field) {
        if (field.equals("ms")) {
            return "time";
        }
        String bare =
                Stream.of(MILLIS, SECONDS)
                        .filter(field::endsWith)
                        .findFirst()
                        .map(unit -> field.substring(0, field.length() - unit.length()))
                        .orElse(field);
        return bare.replace('_', ' ');
    }

    /// @param item what has the field
    /// @param zone whose clock times are told by
    static String of(JsonNode item, String field, ZoneId zone) {
        JsonNode value = item.path(field);
        String text = text(value, zone);
        if (text.equals(NOTHING)) {
            return text;
        }
        if (DOLLARS.contains(field) && value.isString() && !item.hasNonNull("currency")) {
            return dollars(text);
        }
        return BYTES.contains(field) && value.isNumber() ? size(value.asLong()) : text;
    }

    /// The same with the unit that the field's name ends with.
    static String withUnit(JsonNode item, String field, ZoneId zone) {
        String text = of(item, field, zone);
        if (!item.path(field).isNumber()) {
            return text;
        }
        boolean millis = field.endsWith(MILLIS) || field.equals("ms");
        return millis ? text + " ms" : field.endsWith(SECONDS) ? text + " s" : text;
    }

    private static String dollars(String amount) {
        if (!amount.matches("[-+]?[0-9.]+")) {
            return amount;
        }
        return amount.startsWith("-") ? "-$" + amount.substring(1) : "$" + amount;
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        boolean large = bytes >= 1024 * 1024;
        double shown = bytes / (large ? 1024.0 * 1024 : 1024);
        return String.format(Locale.ROOT, "%.1f %s", shown, large ? "MiB" : "KiB");
    }

    /// A value without what its name tells of it.
    static String text(JsonNode value, ZoneId zone) {
        String text =
                switch (value.getNodeType()) {
                    case ARRAY ->
                            value.valueStream()
                                    .map(part -> text(part, zone))
                                    .collect(
                                            Collectors.joining(
                                                    value.path(0).isObject() ? "; " : ", "));
                    case OBJECT -> parts(value, zone);
                    case BOOLEAN -> value.asBoolean() ? "yes" : "no";
                    case STRING -> time(value.asString(), zone);
                    case MISSING, NULL -> "";
                    case NUMBER, BINARY, POJO -> value.asString();
                };
        return text.isEmpty() ? NOTHING : text;
    }

    /// The parts of one thing that are there, each with its name; of switches the name says it.
    private static String parts(JsonNode thing, ZoneId zone) {
        return thing.propertyStream()
                .filter(field -> !text(field.getValue(), zone).equals(NOTHING))
                .map(field -> {
                    String name = label(field.getKey());
                    if (field.getValue().isBoolean()) {
                        return field.getValue().asBoolean() ? name : "no " + name;
                    }
                    return name + " " + withUnit(thing, field.getKey(), zone);
                })
                .collect(Collectors.joining(", "));
    }

    private static String time(String text, ZoneId zone) {
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")) {
            return text;
        }
        try {
            return TIME.format(Instant.parse(text).atZone(zone));
        } catch (DateTimeException e) {
            return text;
        }
    }
}
