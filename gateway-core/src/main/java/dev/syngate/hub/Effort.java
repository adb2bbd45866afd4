package dev.syngate.hub;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much a model shall think, with the budget of tokens that stands for it where a protocol
/// wants a number.
public enum Effort {
    NONE(0),
    MINIMAL(512),
    LOW(2048),
    MEDIUM(8192),
    HIGH(24_576),
    XHIGH(32_768),
    MAX(65_536);

    private final long budget;

    Effort(long budget) {
        this.budget = budget;
    }

    public long budget() {
        return budget;
    }

    /// Its name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The effort of that name; null: none is.
    public static @Nullable Effort ofWord(String word) {
        for (Effort effort : values()) {
            if (effort.word().equalsIgnoreCase(word)) {
                return effort;
            }
        }
        return null;
    }

    /// The least effort that thinks as long as that budget.
    public static Effort ofBudget(long tokens) {
        for (Effort effort : values()) {
            if (tokens <= effort.budget) {
                return effort;
            }
        }
        return MAX;
    }

    /// The same, or the nearest of the given range.
    public Effort within(Effort least, Effort most) {
        Effort enough = compareTo(least) < 0 ? least : this;
        return enough.compareTo(most) > 0 ? most : enough;
    }
}
