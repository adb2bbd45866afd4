package dev.syngate.ui.requests;

import dev.syngate.requestlog.CallingTool;
import dev.syngate.requestlog.RequestRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a term of a filter may become while it is typed.
record Completions(RequestsViewModel model) {
    private static final List<String> BEGINNINGS =
            List.of(
                    "status:",
                    "key:",
                    "model:",
                    "provider:",
                    "tool:",
                    "group:",
                    "endpoint:",
                    "error:",
                    "cost>",
                    "slow:>",
                    "first>",
                    "tokens>",
                    "has:",
                    "since:",
                    "until:");

    List<String> of(String typed) {
        boolean not = typed.startsWith("-");
        String word = not ? typed.substring(1) : typed;
        return candidates(word.toLowerCase(Locale.ROOT))
                .map(term -> not ? "-" + term : term)
                .filter(term ->
                        term.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                .filter(term -> !term.equalsIgnoreCase(typed))
                .toList();
    }

    private Stream<String> candidates(String word) {
        int colon = word.indexOf(':');
        String field = colon < 0 ? "" : word.substring(0, colon);
        return switch (field) {
            case "status" -> fixed("status:", "error", "2xx", "4xx", "5xx", "401", "402", "429");
            case "slow" -> fixed("slow:", ">1s", ">5s", ">10s", ">60s");
            case "has" ->
                    fixed(
                            "has:",
                            "error",
                            "fallback",
                            "stream",
                            "reasoning",
                            "cached",
                            "estimate",
                            "cost");
            case "since" -> fixed("since:", "15m", "1h", "24h", "7d");
            case "key" -> names("key:", model.namesOf(RequestRecord::keyName));
            case "model" -> names("model:", model.namesOf(RequestRecord::model));
            case "provider" -> names("provider:", model.namesOf(RequestRecord::provider));
            case "tool" -> names("tool:", model.namesOf(item -> CallingTool.of(item.userAgent())));
            case "group" -> names("group:", model.namesOf(RequestRecord::group));
            case "endpoint" -> names("endpoint:", model.namesOf(RequestRecord::endpoint));
            case "error" -> names("error:", model.namesOf(RequestRecord::error));
            default -> BEGINNINGS.stream();
        };
    }

    private static Stream<String> fixed(String field, String... values) {
        return Stream.of(values).map(value -> field + value);
    }

    private static Stream<String> names(String field, List<String> names) {
        return names.stream().map(name -> field + (name.contains(" ") ? "\"" + name + "\"" : name));
    }
}
