package dev.syngate.history;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A chat: a tree of questions with their answers, of which one branch is shown. Nothing that was
/// asked or answered ever leaves it.
///
/// @param title what the list shows; empty until the first question
/// @param updated when it was last asked or answered
/// @param exchanges all of them in the order in which they were asked
/// @param shown the place of the last exchange that is shown; null: none was asked yet
/// @param pinned whether it stands above the others
/// @param draft what was written and not sent yet
/// @param folder the name of the folder that it is in; empty: none
public record Conversation(
        String id,
        String title,
        Instant created,
        Instant updated,
        ChatParameters parameters,
        List<Exchange> exchanges,
        @Nullable Integer shown,
        boolean pinned,
        String draft,
        String folder) {
    private static final int LONGEST_TITLE = 80;

    /// Conversations from before there were branches are one branch.
    public Conversation {
        draft = Objects.requireNonNullElse(draft, "");
        folder = Objects.requireNonNullElse(folder, "").strip();
        exchanges = shown == null ? chain(exchanges) : List.copyOf(exchanges);
        shown =
                shown == null && !exchanges.isEmpty()
                        ? Integer.valueOf(exchanges.size() - 1)
                        : shown;
    }

    /// Exchanges that follow each other.
    public Conversation(
            String id,
            String title,
            Instant created,
            Instant updated,
            ChatParameters parameters,
            List<Exchange> exchanges) {
        this(id, title, created, updated, parameters, exchanges, null, false, "", "");
    }

    private static List<Exchange> chain(List<Exchange> exchanges) {
        return IntStream.range(0, exchanges.size())
                .mapToObj(i -> exchanges.get(i).following(i == 0 ? null : i - 1))
                .toList();
    }

    /// The places of what is shown, from the first question on.
    public List<Integer> path() {
        return shown == null ? List.of() : path(shown);
    }

    /// The places that lead from the beginning to an exchange, and it.
    public List<Integer> path(int end) {
        List<Integer> path = new ArrayList<>();
        for (Integer at = end; at != null; at = exchanges.get(at).after()) {
            path.addFirst(at);
        }
        return path;
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

    /// The conversation with one more exchange, which is shown; the first question names it.
    public Conversation asked(Exchange exchange, Instant now) {
        List<Exchange> more = new ArrayList<>(exchanges);
        more.add(exchange);
        String name = title.isEmpty() ? titleOf(exchange.question()) : title;
        return new Conversation(
                id, name, created, now, parameters, more, more.size() - 1, pinned, draft, folder);
    }

    /// The conversation with another state of an answer.
    public Conversation answered(int place, AnswerProgress answer, Instant now) {
        List<Exchange> changed = new ArrayList<>(exchanges);
        changed.set(place, changed.get(place).with(answer));
        return new Conversation(
                id, title, created, now, parameters, changed, shown, pinned, draft, folder);
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
        return new Conversation(
                id, title, created, updated, parameters, exchanges, end, pinned, draft, folder);
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
        List<Exchange> copied = path(place).stream().map(exchanges::get).toList();
        return new Conversation(newId, title, now, now, parameters, copied);
    }

    public Conversation with(ChatParameters newParameters) {
        return like(title, newParameters, pinned, draft, folder);
    }

    public Conversation named(String newTitle) {
        return like(titleOf(newTitle), parameters, pinned, draft, folder);
    }

    public Conversation pinned(boolean nowPinned) {
        return like(title, parameters, nowPinned, draft, folder);
    }

    /// The conversation in a folder; an empty name: in none.
    public Conversation in(String newFolder) {
        return like(title, parameters, pinned, draft, newFolder);
    }

    public Conversation drafting(String newDraft) {
        return like(title, parameters, pinned, newDraft, folder);
    }

    private Conversation like(
            String newTitle,
            ChatParameters newParameters,
            boolean nowPinned,
            String newDraft,
            String newFolder) {
        return new Conversation(
                id,
                newTitle,
                created,
                updated,
                newParameters,
                exchanges,
                shown,
                nowPinned,
                newDraft,
                newFolder);
    }

    /// The same conversation, in which whatever was still on its way has ended.
    public Conversation with(List<Exchange> changed) {
        return new Conversation(
                id, title, created, updated, parameters, changed, shown, pinned, draft, folder);
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
        for (String word : words.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!in(title, word)
                    && !in(draft, word)
                    && exchanges.stream()
                            .noneMatch(e ->
                                    in(e.question(), word)
                                            || in(e.answer().text(), word)
                                            || in(e.answer().reasoning(), word))) {
                return false;
            }
        }
        return true;
    }

    private static boolean in(String text, String word) {
        int last = text.length() - word.length();
        for (int i = 0; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static String titleOf(String question) {
        String line = question.strip().lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST_TITLE ? line : line.substring(0, LONGEST_TITLE).strip();
    }
}
