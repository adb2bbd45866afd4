package dev.syngate.requestlog;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person looks for among the requests: terms such as `status:4xx`, `key:maria`,
/// `model:gpt*`, `key:=maria` for the whole name, `tool:"claude code"`, `cost>0.01`, `slow:>10s`,
/// `has:fallback`, `since:2h`, `until:2026-11-20`, all of which must hold; one behind a minus must
/// not. Anything else is a text that must occur in one of the request's names. Safe for any thread.
public final class RequestFilter implements Predicate<RequestRecord> {
    /// Lets every request pass.
    public static final RequestFilter ALL = new RequestFilter(List.of(), Instant.MIN, Instant.MAX);

    private static final Pattern WORDS = Pattern.compile("-?(?:[^\\s\"]|\"[^\"]*\")+");
    private static final int MOST_TERMS = 32;

    private final List<FilterTerm> terms;
    private final Instant since;
    private final Instant until;

    private RequestFilter(List<FilterTerm> terms, Instant since, Instant until) {
        this.terms = List.copyOf(terms);
        this.since = since;
        this.until = until;
    }

    /// Also: requests that arrived since then.
    public RequestFilter since(Instant other) {
        return new RequestFilter(terms, other.isAfter(since) ? other : since, until);
    }

    /// @param now what `since:2h` counts back from; dates are those of its zone
    public static RequestFilter parse(String text, ZonedDateTime now) {
        List<FilterTerm> terms = new ArrayList<>();
        Instant since = Instant.MIN;
        Instant until = Instant.MAX;
        for (String word : words(text)) {
            Instant start = FilterWords.moment("since:", word, now);
            Instant end = FilterWords.moment("until:", word, now);
            if (start != null) {
                since = start.isAfter(since) ? start : since;
            } else if (end != null) {
                until = end.isBefore(until) ? end : until;
            } else {
                terms.add(FilterWords.parse(word));
            }
        }
        return new RequestFilter(terms, since, until);
    }

    /// Also: requests of exactly that key, by its id or its name.
    public RequestFilter ofKey(String key) {
        return with(FilterWords.key(key));
    }

    /// Also: requests for exactly that model.
    public RequestFilter ofModel(String model) {
        return with(FilterWords.model(model));
    }

    private RequestFilter with(FilterTerm term) {
        List<FilterTerm> more = new ArrayList<>(terms);
        more.add(term);
        return new RequestFilter(more, since, until);
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

    /// Those of the words that look like a term but are none, such as `foo:bar` or `status:none`;
    /// they are looked for as texts, since `llama:7b` may be a name.
    public static List<String> mistaken(String text, ZonedDateTime now) {
        return words(text).stream().filter(word -> FilterWords.isMistaken(word, now)).toList();
    }

    /// Requests before this never pass.
    public Instant since() {
        return since;
    }

    @Override
    public boolean test(RequestRecord item) {
        if (item.time().isBefore(since) || !item.time().isBefore(until)) {
            return false;
        }
        for (FilterTerm term : terms) {
            if (!term.test(item)) {
                return false;
            }
        }
        return true;
    }

    /// Which of the requests may pass: all that do, and some that arrived in the seconds at the
    /// bounds.
    BitSet passing(Digest digest) {
        BitSet rows = digest.all();
        long first = since.getEpochSecond();
        long last = until.getEpochSecond();
        if (digest.least(Digest.SECONDS) > last
                || terms.stream().anyMatch(term -> !term.mayPass(digest))) {
            rows.clear();
        }
        if (digest.least(Digest.SECONDS) < first || digest.greatest(Digest.SECONDS) > last) {
            digest.keep(rows, Digest.SECONDS, second -> second >= first && second <= last);
        }
        for (FilterTerm term : terms) {
            if (!rows.isEmpty()) {
                term.keep(digest, rows);
            }
        }
        return rows;
    }
}
