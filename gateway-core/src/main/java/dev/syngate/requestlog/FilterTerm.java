package dev.syngate.requestlog;

import dev.syngate.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One condition of a [RequestFilter].
interface FilterTerm extends Predicate<RequestFacts> {
    /// What has a name, and how it is found in a request.
    Map<String, Function<RequestFacts, @Nullable String>> NAMES =
            Map.of(
                    "key", RequestFacts::keyName,
                    "model", RequestFacts::model,
                    "provider", RequestFacts::provider,
                    "group", RequestFacts::group,
                    "account", RequestFacts::account,
                    "endpoint", RequestFacts::endpoint,
                    "error", RequestFacts::error,
                    "tool", RequestFacts::userAgent,
                    "id", RequestFacts::id);

    /// What is a number.
    Map<String, Quantity> QUANTITIES =
            Map.of(
                    "cost",
                    new Quantity(FilterTerm::dollars, RequestFacts::chargedPicos, Digest.CHARGED),
                    "tokens",
                    new Quantity(FilterTerm::whole, RequestFacts::tokens, Digest.TOKENS),
                    "slow",
                    new Quantity(FilterTerm::millis, RequestFacts::durationMillis, Digest.DURATION),
                    "first",
                    new Quantity(FilterTerm::millis, RequestFacts::firstMillis, Digest.FIRST));

    /// What a request may have.
    Map<String, Predicate<RequestFacts>> FEATURES =
            Map.of(
                    "fallback", RequestFacts::fellBack,
                    "error", RequestFacts::failed,
                    "stream", RequestFacts::stream,
                    "cost", item -> item.chargedPicos() != 0,
                    "reasoning", RequestFacts::hasReasoning,
                    "cached", RequestFacts::hasCached,
                    "estimate", RequestFacts::isEstimated);

    Pattern FORM = Pattern.compile("([a-z]+)([:<>])[=<>]?(.+)");
    Pattern COMPARED = Pattern.compile("([a-z]+):?([<>])=?(.+)");
    Pattern SPAN = Pattern.compile("(\\d{1,9}(?:[.]\\d{1,3})?)(ms|s|m|h|d)?");
    Pattern STATUS = Pattern.compile("[1-5][0-9x]{0,2}");

    /// How a number is written in a filter, and where it stands in a request and in a digest.
    record Quantity(
            Function<String, @Nullable Long> reader, ToLongFunction<RequestFacts> of, int column) {}

    /// Whether it may hold for one of the requests, as far as that is known without looking at
    /// each.
    default boolean mayPass(Digest digest) {
        return true;
    }

    /// One of the names passes.
    record Named(List<Function<RequestFacts, @Nullable String>> names, Predicate<String> passes)
            implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            for (Function<RequestFacts, @Nullable String> of : names) {
                String name = of.apply(item);
                if (name != null && passes.test(name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mayPass(Digest digest) {
            return digest.hasName(passes);
        }
    }

    /// A number lies strictly between the two.
    record Between(ToLongFunction<RequestFacts> of, int column, long above, long below)
            implements FilterTerm {
        @Override
        public boolean test(RequestFacts item) {
            long number = of.applyAsLong(item);
            return number > above && number < below;
        }

        @Override
        public boolean mayPass(Digest digest) {
            return digest.greatest(column) > above && digest.least(column) < below;
        }
    }

    /// The moment that a word such as `since:2h`, `until:2026-11-20` or
    /// `since:2026-11-20T14:00:00Z` means; null: it is another word.
    static @Nullable Instant moment(String field, String word, ZonedDateTime now) {
        if (!word.startsWith(field)) {
            return null;
        }
        String when = word.substring(field.length());
        Long millis = when.isEmpty() ? null : millis(when);
        if (millis != null) {
            return now.toInstant().minusMillis(millis);
        }
        try {
            return when.contains("T")
                    ? Instant.parse(when)
                    : LocalDate.parse(when).atStartOfDay(now.getZone()).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static FilterTerm parse(String word) {
        if (word.length() > 1 && word.startsWith("-")) {
            FilterTerm not = parse(word.substring(1));
            return item -> !not.test(item);
        }
        FilterTerm known = known(word.toLowerCase(Locale.ROOT));
        return known == null ? text(word) : known;
    }

    private static @Nullable FilterTerm known(String word) {
        Matcher compared = COMPARED.matcher(word);
        if (compared.matches() && QUANTITIES.containsKey(compared.group(1))) {
            return comparison(compared.group(1), compared.group(2), compared.group(3));
        }
        Matcher form = FORM.matcher(word);
        if (!form.matches() || !form.group(2).equals(":")) {
            return null;
        }
        String value = unquoted(form.group(3));
        return switch (form.group(1)) {
            case "status" -> status(value);
            case "has" -> feature(value);
            case "slow", "first", "cost", "tokens" -> comparison(form.group(1), ">", value);
            case "text" -> text(value);
            default -> name(form.group(1), value);
        };
    }

    private static @Nullable FilterTerm comparison(String field, String sign, String number) {
        Quantity quantity = Objects.requireNonNull(QUANTITIES.get(field));
        Long limit = quantity.reader().apply(number);
        if (limit == null) {
            return null;
        }
        return sign.equals(">")
                ? new Between(quantity.of(), quantity.column(), limit, Long.MAX_VALUE)
                : new Between(quantity.of(), quantity.column(), Long.MIN_VALUE, limit);
    }

    private static @Nullable FilterTerm status(String value) {
        if (value.equals("error")) {
            return RequestFacts::failed;
        }
        if (!STATUS.matcher(value).matches()) {
            return null;
        }
        String digits = value.replace("x", "");
        int lowest = Integer.parseInt((digits + "00").substring(0, 3));
        int span = digits.length() == 1 ? 100 : digits.length() == 2 ? 10 : 1;
        return new Between(RequestFacts::status, Digest.STATUS, lowest - 1L, lowest + span);
    }

    private static @Nullable FilterTerm feature(String value) {
        Predicate<RequestFacts> feature = FEATURES.get(value);
        return feature == null ? null : feature::test;
    }

    private static @Nullable FilterTerm name(String field, String value) {
        Function<RequestFacts, @Nullable String> of = NAMES.get(field);
        if (of == null) {
            return null;
        }
        Predicate<String> matches = matching(value);
        if (field.equals("tool")) {
            Predicate<String> said = matches;
            matches = name -> said.test(name) || said.test(CallingTool.of(name));
        }
        Predicate<String> passes = matches;
        return field.equals("id")
                ? item -> passes.test(item.id())
                : new Named(List.of(of), new Remembered(passes));
    }

    /// Exactly that key, by its id or its name.
    static FilterTerm key(String key) {
        return new Named(List.of(RequestFacts::key, RequestFacts::keyName), key::equalsIgnoreCase);
    }

    /// Exactly that model.
    static FilterTerm model(String model) {
        return new Named(List.of(RequestFacts::model), model::equals);
    }

    /// With a star a pattern of the whole name, without one a part of it.
    private static Predicate<String> matching(String value) {
        if (!value.contains("*")) {
            return name -> contains(name, value);
        }
        String pattern =
                Stream.of(value.split("[*]+", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .asMatchPredicate();
    }

    /// Ids are looked at only for what looks like the beginning of one.
    private static FilterTerm text(String word) {
        String wanted = unquoted(word);
        if (wanted.toLowerCase(Locale.ROOT).startsWith("req_")) {
            return item -> contains(item.id(), wanted);
        }
        List<Function<RequestFacts, @Nullable String>> names =
                NAMES.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("id"))
                        .map(Map.Entry::getValue)
                        .toList();
        return new Named(names, new Remembered(name -> contains(name, wanted)));
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }

    private static boolean contains(String name, String part) {
        for (int start = 0; start <= name.length() - part.length(); start++) {
            if (name.regionMatches(true, start, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Long dollars(String text) {
        try {
            return Money.ofDollars(text.replace("$", "")).picos();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable Long whole(String text) {
        return text.matches("\\d{1,15}") ? Long.valueOf(text) : null;
    }

    private static @Nullable Long millis(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return null;
        }
        Duration unit =
                switch (Objects.requireNonNullElse(span.group(2), "s")) {
                    case "ms" -> Duration.ofMillis(1);
                    case "m" -> Duration.ofMinutes(1);
                    case "h" -> Duration.ofHours(1);
                    case "d" -> Duration.ofDays(1);
                    default -> Duration.ofSeconds(1);
                };
        return new BigDecimal(span.group(1))
                .multiply(BigDecimal.valueOf(unit.toMillis()))
                .longValue();
    }
}
