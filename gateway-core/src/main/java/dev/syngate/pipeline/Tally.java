package dev.syngate.pipeline;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.TokenEstimator;
import org.jspecify.annotations.Nullable;

/// Counts what was delivered while it passes, for the bill.
final class Tally {
    private final long promptTokens;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private @Nullable Usage counted;
    private ChatEvent.@Nullable Failed failure;
    private boolean done;

    /// @param promptTokens our own estimate of the prompt
    Tally(long promptTokens) {
        this.promptTokens = promptTokens;
    }

    static Usage of(ChatReply whole, long promptTokens) {
        Tally tally = new Tally(promptTokens);
        tally.reasoning.append(whole.reasoning());
        tally.text.append(whole.text());
        tally.counted = whole.usage();
        return tally.usage();
    }

    void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Text more -> text.append(more.text());
            case ChatEvent.Reasoning more -> reasoning.append(more.text());
            case ChatEvent.Counted usage -> counted = usage.usage();
            case ChatEvent.Failed failed -> failure = failed;
            case ChatEvent.Done end -> done = true;
        }
    }

    boolean isDone() {
        return done;
    }

    ChatEvent.@Nullable Failed failure() {
        return failure;
    }

    boolean hasOutput() {
        return !text.isEmpty() || !reasoning.isEmpty();
    }

    /// What the provider counted; where it did not, our own count of what was delivered; nothing
    /// where nothing was.
    Usage usage() {
        if (counted != null) {
            return counted;
        }
        if (!hasOutput()) {
            return Usage.NONE;
        }
        long thought = TokenEstimator.of(reasoning);
        return Usage.estimate(promptTokens, thought + TokenEstimator.of(text), thought);
    }
}
