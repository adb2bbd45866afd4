package dev.syngate.ui.frame;

import java.util.Locale;

/// How much a person wants to see of what models think.
public enum ThinkingShown {
    /// Open while it goes on, folded when the answer begins.
    AUTO,
    OPEN,
    FOLDED;

    /// The key of its name.
    public String key() {
        return "thinking.shown." + name().toLowerCase(Locale.ROOT);
    }
}
