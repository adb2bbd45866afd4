package dev.syngate.requestlog;

import dev.syngate.money.Money;
import dev.syngate.requestlog.FilterTerm.Between;
import dev.syngate.requestlog.FilterTerm.Each;
import dev.syngate.requestlog.FilterTerm.Flagged;
import dev.syngate.requestlog.FilterTerm.Identified;
import dev.syngate.requestlog.FilterTerm.Named;
import dev.syngate.requestlog.FilterTerm.Not;
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

/// Reads the words of a [RequestFilter].
final class FilterWords {
    /// What has a name, and where it is found.
    private static final Map<String, FilterTerm.Name> NAMES =
            Map.of(
                    "key",
                    new FilterTerm.Name(RequestFacts::keyName, Digest.KEY_NAME),
                    "model",
                    new FilterTerm.Name(RequestFacts::model, Digest.MODEL),
                    "provider",
                    new FilterTerm.Name(RequestFacts::provider, Digest.PROVIDER),
                    "group",
                    new FilterTerm.Name(RequestFacts::group, Digest.GROUP),
                    "account",
                    new FilterTerm.Name(RequestFacts::account, Digest.ACCOUNT),
                    "endpoint",
                    new FilterTerm.Name(RequestFacts::endpoint, Digest.ENDPOINT),
                    "error",
                    new FilterTerm.Name(RequestFacts::error, Digest.ERROR),
                    "tool",
                    new FilterTerm.Name(RequestFacts::userAgent, Digest.USER_AGENT));

    /// What is a number.
    private static final Map<String, Quantity> QUANTITIES =
            Map.of(
                    "cost",
                    new Quantity(FilterWords::dollars, RequestFacts::chargedPicos, Digest.CHARGED),
                    "tokens",
                    new Quantity(FilterWords::whole, RequestFacts::tokens, Digest.TOKENS),
                    "slow",
                    new Quantity(
                            FilterWords::millis, RequestFacts::durationMillis, Digest.DURATION),
                    "first",
                    new Quantity(FilterWords::millis, RequestFacts::firstMillis, Digest.FIRST));

    /// What a request may have.
    private static final Map<String, FilterTerm> FEATURES =
            Map.of(
                    "fallback", new Flagged(RequestFacts::fellBack, Digest.FELL_BACK),
                    "error", new Each(RequestFacts::failed),
                    "stream", new Flagged(RequestFacts::stream, Digest.STREAM),
                    "cost",
                            new Between(
                                    RequestFacts::chargedPicos, Digest.CHARGED, 0, Long.MAX_VALUE),
                    "reasoning", new Flagged(RequestFacts::hasReasoning, Digest.REASONING),
                    "cached", new Flagged(RequestFacts::hasCached, Digest.CACHED),
                    "estimate", new Flagged(RequestFacts::isEstimated, Digest.ESTIMATED));

    private static final String ID = "req_";
    private static final Pattern FORM = Pattern.compile("([a-z]+)([:<>])([=<>]?)(.+)");
    private static final Pattern COMPARED = Pattern.compile("([a-z]+):?([<>])=?(.+)");
    private static final Pattern MEANT = Pattern.compile("-?([a-z]+)[:<>].*");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:[.]\\d{1,3})?)(ms|s|m|h|d)?");
    private static final Pattern STATUS = Pattern.compile("[1-5][0-9x]{0,2}");

    private FilterWords() {}

    /// How a number is written in a filter, and where it stands in a request and in a digest.
    private record Quantity(
            Function<String, @Nullable Long> reader, ToLongFunction<RequestFacts> of, int column) {}

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

    /// Whether it looks like a term, but is taken as a text, since there is no such term.
    static boolean isMistaken(String word, ZonedDateTime now) {
        String lower = word.toLowerCase(Locale.ROOT);
        return MEANT.matcher(lower).matches()
                && moment("since:", word, now) == null
                && moment("until:", word, now) == null
                && known(lower.startsWith("-") ? lower.substring(1) : lower) == null;
    }

    static FilterTerm parse(String word) {
        if (word.length() > 1 && word.startsWith("-")) {
            FilterTerm not = parse(word.substring(1));
            return new Not(not);
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
        String value = unquoted(form.group(4));
        return switch (form.group(1)) {
            case "status" -> status(value);
            case "has" -> feature(value);
            case "slow", "first", "cost", "tokens" -> comparison(form.group(1), ">", value);
            case "text" -> text(value);
            default -> name(form.group(1), value, form.group(3).equals("="));
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
            return new Each(RequestFacts::failed);
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
        return FEATURES.get(value);
    }

    /// @param whole whether a part of the name is not enough
    private static @Nullable FilterTerm name(String field, String value, boolean whole) {
        if (field.equals("id")) {
            return id(value);
        }
        FilterTerm.Name of = NAMES.get(field);
        if (of == null) {
            return null;
        }
        Predicate<String> matches = whole ? value::equalsIgnoreCase : matching(value);
        return field.equals("tool")
                ? new Named(
                        List.of(of),
                        new Remembered(
                                name -> matches.test(name) || matches.test(CallingTool.of(name))))
                : new Named(List.of(of), new Remembered(matches));
    }

    /// Ids are found fast by their beginning.
    private static FilterTerm id(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.startsWith(ID) && !lower.contains("*")) {
            return new Identified(lower);
        }
        Predicate<String> matches = matching(value);
        return new Each(item -> matches.test(item.id()));
    }

    /// Exactly that key, by its id or its name.
    static FilterTerm key(String key) {
        return new Named(
                List.of(
                        new FilterTerm.Name(RequestFacts::key, Digest.KEY),
                        new FilterTerm.Name(RequestFacts::keyName, Digest.KEY_NAME)),
                key::equalsIgnoreCase);
    }

    /// Exactly that model.
    static FilterTerm model(String model) {
        return new Named(
                List.of(new FilterTerm.Name(RequestFacts::model, Digest.MODEL)), model::equals);
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
        return wanted.toLowerCase(Locale.ROOT).startsWith(ID)
                ? id(wanted)
                : new Named(
                        List.copyOf(NAMES.values()),
                        new Remembered(name -> contains(name, wanted)));
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
