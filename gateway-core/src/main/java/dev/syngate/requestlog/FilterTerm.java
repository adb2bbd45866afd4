package dev.syngate.requestlog;

import dev.syngate.billing.Usage;
import dev.syngate.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
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
interface FilterTerm extends Predicate<RequestRecord> {
    /// What has a name, and how it is found in a request.
    Map<String, Function<RequestRecord, @Nullable String>> NAMES =
            Map.of(
                    "key", RequestRecord::keyName,
                    "model", RequestRecord::model,
                    "provider", RequestRecord::provider,
                    "group", RequestRecord::group,
                    "account", RequestRecord::account,
                    "endpoint", RequestRecord::endpoint,
                    "error", RequestRecord::error,
                    "id", RequestRecord::id);

    /// What is a number.
    Map<String, Quantity> QUANTITIES =
            Map.of(
                    "cost", new Quantity(FilterTerm::dollars, item -> item.charged().picos()),
                    "tokens", new Quantity(FilterTerm::whole, FilterTerm::tokens),
                    "slow", new Quantity(FilterTerm::millis, RequestRecord::durationMillis),
                    "first", new Quantity(FilterTerm::millis, FilterTerm::firstToken));

    /// What a request may have.
    Map<String, Predicate<RequestRecord>> FEATURES =
            Map.of(
                    "fallback", RequestRecord::fellBack,
                    "error", RequestRecord::failed,
                    "stream", RequestRecord::stream,
                    "cost", item -> !item.charged().isZero(),
                    "reasoning", item -> usage(item).reasoning() > 0,
                    "cached", item -> usage(item).cachedInput() > 0,
                    "estimate", item -> usage(item).estimated());

    Pattern FORM = Pattern.compile("([a-z]+)([:<>])[=<>]?(.+)");
    Pattern COMPARED = Pattern.compile("([a-z]+):?([<>])=?(.+)");
    Pattern SPAN = Pattern.compile("(\\d{1,9}(?:[.]\\d{1,3})?)(ms|s|m|h|d)?");
    Pattern STATUS = Pattern.compile("[1-5][0-9x]{0,2}");

    /// How a number is written in a filter, and where it stands in a request.
    record Quantity(Function<String, @Nullable Long> reader, ToLongFunction<RequestRecord> of) {}

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
        long bound = limit;
        ToLongFunction<RequestRecord> of = quantity.of();
        return sign.equals(">")
                ? item -> of.applyAsLong(item) > bound
                : item -> of.applyAsLong(item) < bound;
    }

    private static @Nullable FilterTerm status(String value) {
        if (value.equals("error")) {
            return RequestRecord::failed;
        }
        if (!STATUS.matcher(value).matches()) {
            return null;
        }
        String digits = value.replace("x", "");
        return item -> String.valueOf(item.status()).startsWith(digits);
    }

    private static @Nullable FilterTerm feature(String value) {
        Predicate<RequestRecord> feature = FEATURES.get(value);
        return feature == null ? null : feature::test;
    }

    private static @Nullable FilterTerm name(String field, String value) {
        Function<RequestRecord, @Nullable String> of = NAMES.get(field);
        if (of == null) {
            return null;
        }
        Predicate<String> matches = matching(value);
        return item -> {
            String name = of.apply(item);
            return name != null && matches.test(name);
        };
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

    private static FilterTerm text(String word) {
        String wanted = unquoted(word);
        return item ->
                NAMES.values().stream()
                        .map(of -> of.apply(item))
                        .anyMatch(name -> name != null && contains(name, wanted));
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

    private static Usage usage(RequestRecord item) {
        return item.receipt() == null ? Usage.NONE : item.receipt().usage();
    }

    private static long tokens(RequestRecord item) {
        return usage(item).input() + usage(item).output();
    }

    private static long firstToken(RequestRecord item) {
        return item.firstTokenMillis() == null ? 0 : item.firstTokenMillis();
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
