package dev.syngate.requestlog;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person looks for among the requests: terms such as `status:4xx`, `key:maria`,
/// `model:gpt*`, `cost>0.01`, `slow:>10s`, `has:fallback`, `since:2h`, `until:2026-11-20`, all of
/// which must hold; one behind a minus must not. Anything else is a text that must occur in one of
/// the request's names.
public final class RequestFilter implements Predicate<RequestRecord> {
    /// Lets every request pass.
    public static final RequestFilter ALL = new RequestFilter(List.of(), Instant.MIN);

    private static final Pattern WORDS = Pattern.compile("-?(?:[^\\s\"]|\"[^\"]*\")+");
    private static final int MOST_TERMS = 32;

    private final List<FilterTerm> terms;
    private final Instant since;

    private RequestFilter(List<FilterTerm> terms, Instant since) {
        this.terms = terms;
        this.since = since;
    }

    /// Lets requests pass that arrived since then.
    public static RequestFilter since(Instant since) {
        return new RequestFilter(List.of(), since);
    }

    /// @param now what `since:2h` counts back from; dates are those of its zone
    public static RequestFilter parse(String text, ZonedDateTime now) {
        List<FilterTerm> terms = new ArrayList<>();
        Instant since = Instant.MIN;
        for (String word : words(text)) {
            Instant start = FilterTerm.moment("since:", word, now);
            Instant end = FilterTerm.moment("until:", word, now);
            if (start != null) {
                since = start.isAfter(since) ? start : since;
            } else if (end != null) {
                terms.add(item -> item.time().isBefore(end));
            } else {
                terms.add(FilterTerm.parse(word));
            }
        }
        return new RequestFilter(List.copyOf(terms), since);
    }

    /// The words of a filter's text; spaces inside quotes part none. Very many are cut short.
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORDS.matcher(text);
        while (matcher.find() && words.size() < MOST_TERMS) {
            words.add(matcher.group());
        }
        return words;
    }

    /// Requests before this never pass.
    public Instant since() {
        return since;
    }

    @Override
    public boolean test(RequestRecord item) {
        if (item.time().isBefore(since)) {
            return false;
        }
        for (FilterTerm term : terms) {
            if (!term.test(item)) {
                return false;
            }
        }
        return true;
    }
}
