package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A chat: a tree of questions with their answers, of which one branch is shown. Nothing that was
/// asked or answered ever leaves it.
///
/// @param exchanges all of them in the order in which they were asked
public record Conversation(Heading heading, List<Exchange> exchanges) {
    /// Conversations from before there were branches are one branch.
    public Conversation {
        if (heading.shown() == null && !exchanges.isEmpty()) {
            exchanges = chain(exchanges);
            heading = heading.showing(exchanges.size() - 1);
        }
        exchanges = List.copyOf(exchanges);
    }

    /// Exchanges that follow each other.
    public Conversation(
            String id,
            String title,
            Instant created,
            Instant updated,
            ChatParameters parameters,
            List<Exchange> exchanges) {
        this(new Heading(id, title, created, updated, parameters, null, false, "", ""), exchanges);
    }

    private static List<Exchange> chain(List<Exchange> exchanges) {
        return IntStream.range(0, exchanges.size())
                .mapToObj(i -> exchanges.get(i).following(i == 0 ? null : i - 1))
                .toList();
    }

    public String id() {
        return heading.id();
    }

    public String title() {
        return heading.title();
    }

    public ChatParameters parameters() {
        return heading.parameters();
    }

    public @Nullable Integer shown() {
        return heading.shown();
    }

    public String draft() {
        return heading.draft();
    }

    /// The places of what is shown, from the first question on.
    public List<Integer> path() {
        Integer end = shown();
        return end == null ? List.of() : path(end);
    }

    /// The places that lead from the beginning to an exchange, and it.
    public List<Integer> path(int end) {
        List<Integer> path = new ArrayList<>();
        for (Integer at = end; at != null; at = exchanges.get(at).after()) {
            path.add(at);
        }
        return path.reversed();
    }

    /// What is shown, from the first question on.
    public List<Exchange> thread() {
        return path().stream().map(exchanges::get).toList();
    }

    /// The places of all exchanges that follow the same one, this one included.
    public List<Integer> siblings(int place) {
        Integer after = exchanges.get(place).after();
        return IntStream.range(0, exchanges.size())
                .filter(i -> Objects.equals(exchanges.get(i).after(), after))
                .boxed()
                .toList();
    }

    /// The places of the answers that stand side by side with this one, it included.
    public List<Integer> compared(int place) {
        String comparison = exchanges.get(place).comparison();
        return comparison.isEmpty()
                ? List.of(place)
                : siblings(place).stream()
                        .filter(i -> exchanges.get(i).comparison().equals(comparison))
                        .toList();
    }

    /// The conversation with one more exchange, which is shown; the first question names it.
    public Conversation asked(Exchange exchange, Instant now) {
        List<Exchange> more = new ArrayList<>(exchanges);
        more.add(exchange);
        Heading named = title().isEmpty() ? heading.named(exchange.question()) : heading;
        return new Conversation(named.at(now).showing(more.size() - 1), more);
    }

    /// The conversation with another state of an answer.
    public Conversation answered(int place, AnswerProgress answer, Instant now) {
        return new Conversation(heading.at(now), with(place, exchanges.get(place).with(answer)));
    }

    private List<Exchange> with(int place, Exchange exchange) {
        List<Exchange> changed = new ArrayList<>(exchanges);
        changed.set(place, exchange);
        return changed;
    }

    /// Goes on with one of the answers that stand side by side: it is shown, and they are branches
    /// from now on.
    public Conversation decided(int place) {
        List<Exchange> changed = new ArrayList<>(exchanges);
        compared(place).forEach(i -> changed.set(i, exchanges.get(i).comparedIn("")));
        return new Conversation(heading.showing(place), changed);
    }

    /// Takes an answer out of those that it was compared with; it is a branch of its own then.
    public Conversation withdrawn(int place) {
        return with(with(place, exchanges.get(place).comparedIn("")));
    }

    /// Shows the branch that goes through the exchange, to its newest end.
    public Conversation showing(int place) {
        int end = place;
        for (int i = place + 1; i < exchanges.size(); i++) {
            if (Objects.equals(exchanges.get(i).after(), end)) {
                end = newestChild(end);
                i = end;
            }
        }
        return new Conversation(heading.showing(end), exchanges);
    }

    private int newestChild(int of) {
        for (int i = exchanges.size() - 1; i > of; i--) {
            if (Objects.equals(exchanges.get(i).after(), of)) {
                return i;
            }
        }
        return of;
    }

    /// A conversation of its own that begins with what led to the exchange, and with it.
    public Conversation branch(String newId, int place, Instant now) {
        List<Exchange> copied =
                path(place).stream().map(exchanges::get).map(one -> one.comparedIn("")).toList();
        return new Conversation(newId, title(), now, now, parameters(), copied);
    }

    /// The same exchanges under another heading.
    public Conversation under(Heading other) {
        return new Conversation(other, exchanges);
    }

    public Conversation with(ChatParameters newParameters) {
        return under(heading.with(newParameters));
    }

    public Conversation drafting(String newDraft) {
        return under(heading.drafting(newDraft));
    }

    /// The same conversation, in which whatever was still on its way has ended.
    public Conversation with(List<Exchange> changed) {
        return new Conversation(heading, changed);
    }

    /// What all its requests were charged, whatever became of them.
    public Money charged() {
        Money sum = Money.ZERO;
        for (Exchange exchange : exchanges) {
            if (exchange.answer().receipt() != null) {
                sum = sum.plus(exchange.answer().receipt().charged());
            }
        }
        return sum;
    }

    /// Whether all of the words, in whatever case, occur in its title, questions and answers.
    public boolean contains(String words) {
        return Heading.wordsOf(words).stream()
                .allMatch(word ->
                        heading.hasWord(word)
                                || exchanges.stream().anyMatch(one -> one.hasWord(word)));
    }
}
