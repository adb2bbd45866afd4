package dev.syngate.ui.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The answers that are being streamed; of one conversation several while models are compared. FX
/// thread only.
final class RunningAnswers {
    private final List<RunningAnswer> all = new ArrayList<>();

    void add(RunningAnswer answer) {
        all.add(answer);
    }

    List<RunningAnswer> all() {
        return List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean has(String conversation) {
        return all.stream().anyMatch(of(conversation));
    }

    boolean has(String conversation, int place) {
        return all.stream().anyMatch(of(conversation).and(one -> one.place() == place));
    }

    private static Predicate<RunningAnswer> of(String conversation) {
        return one -> one.conversation().equals(conversation);
    }

    void replace(RunningAnswer before, RunningAnswer now) {
        all.set(all.indexOf(before), now);
    }

    void remove(RunningAnswer ended) {
        all.remove(ended);
    }

    /// Stops all answers of a conversation; what came stays.
    void stop(String conversation) {
        all.stream().filter(of(conversation)).forEach(one -> one.answer().stop());
    }

    void stop(String conversation, int place) {
        all.stream()
                .filter(of(conversation).and(one -> one.place() == place))
                .forEach(one -> one.answer().stop());
    }

    /// Stops all answers of a conversation and forgets them.
    void drop(String conversation) {
        stop(conversation);
        all.removeIf(of(conversation));
    }
}
