package dev.syngate.requestlog;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person looks for among the requests: terms such as `status:4xx`, `key:maria`,
/// `model:gpt*`, `tool:"claude code"`, `cost>0.01`, `slow:>10s`, `has:fallback`, `since:2h`,
/// `until:2026-11-20`, all of which must hold; one behind a minus must not. Anything else is a text
/// that must occur in one of the request's names. Safe for any thread.
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
            Instant start = FilterTerm.moment("since:", word, now);
            Instant end = FilterTerm.moment("until:", word, now);
            if (start != null) {
                since = start.isAfter(since) ? start : since;
            } else if (end != null) {
                until = end.isBefore(until) ? end : until;
            } else {
                terms.add(FilterTerm.parse(word));
            }
        }
        return new RequestFilter(terms, since, until);
    }

    /// Also: requests of exactly that key, by its id or its name.
    public RequestFilter ofKey(String key) {
        return with(FilterTerm.key(key));
    }

    /// Also: requests for exactly that model.
    public RequestFilter ofModel(String model) {
        return with(FilterTerm.model(model));
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

    /// Requests before this never pass.
    public Instant since() {
        return since;
    }

    @Override
    public boolean test(RequestRecord item) {
        return !item.time().isBefore(since) && item.time().isBefore(until) && holds(item);
    }

    /// Whether a request may pass that arrived within the second.
    boolean mayPass(long second, RequestFacts facts) {
        return second >= since.getEpochSecond() && second <= until.getEpochSecond() && holds(facts);
    }

    /// Whether one of the requests may pass.
    boolean mayPass(Digest digest) {
        return digest.least(Digest.SECONDS) <= until.getEpochSecond()
                && terms.stream().allMatch(term -> term.mayPass(digest));
    }

    private boolean holds(RequestFacts facts) {
        for (FilterTerm term : terms) {
            if (!term.test(facts)) {
                return false;
            }
        }
        return true;
    }
}
