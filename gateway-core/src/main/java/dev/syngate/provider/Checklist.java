package dev.syngate.provider;

import dev.syngate.call.Advice;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was asked of a provider, one question after the other, and what came back.
///
/// @param steps those that were taken, at least one
/// @param listed the models that the provider lists
public record Checklist(List<Step> steps, List<ListedModel> listed) {
    static final Checklist EMPTY = new Checklist(List.of(), List.of());

    public Checklist {
        steps = List.copyOf(steps);
        listed = List.copyOf(listed);
    }

    /// What is asked of a provider, in this order. The last three cost money.
    public enum Question {
        /// Has its host an address?
        DNS,
        /// Is there anyone at the address, or at the proxy's?
        TCP,
        /// Does it prove itself, and is the way encrypted?
        TLS,
        /// Is our credential accepted?
        KEY,
        /// Which models are there?
        MODELS,
        /// How much money is left there, where the vendor tells it?
        BALANCE,
        /// Does a model answer, piece by piece?
        STREAM,
        /// Does it think, and are its thoughts shown?
        REASONING,
        /// Does it call tools?
        TOOLS
    }

    /// One question with its answer.
    ///
    /// @param detail what was found, or the cause
    /// @param fix what to do about it; null: nothing
    /// @param millis how long it took
    public record Step(
            Question question, boolean ok, String detail, @Nullable String fix, long millis) {
        public static Step found(Question question, String detail, long start) {
            return new Step(question, true, detail, null, millisSince(start));
        }

        /// @param start by [System#nanoTime]
        public static Step failed(Question question, String cause, String fix, long start) {
            return new Step(question, false, cause, fix, millisSince(start));
        }

        private static long millisSince(long start) {
            return (System.nanoTime() - start) / 1_000_000;
        }

        /// What was found; or the cause, and what to do about it.
        public String text() {
            return fix == null ? detail : Advice.of(detail, fix);
        }
    }

    /// How long it took in all.
    public long millis() {
        return steps.stream().mapToLong(Step::millis).sum();
    }

    public boolean ok() {
        return steps.stream().allMatch(Step::ok);
    }

    /// What the first failure was, or what was found last.
    public String detail() {
        return steps.stream().filter(step -> !step.ok()).findFirst().orElse(steps.getLast()).text();
    }

    /// The ids of the models that the provider lists.
    public List<String> models() {
        return listed.stream().map(ListedModel::id).toList();
    }

    Checklist then(Step step) {
        return new Checklist(Stream.concat(steps.stream(), Stream.of(step)).toList(), listed);
    }

    /// The steps that came after those of an earlier one.
    List<Step> after(Checklist earlier) {
        return steps.subList(earlier.steps.size(), steps.size());
    }

    Checklist listing(List<ListedModel> models) {
        return new Checklist(steps, models);
    }
}
