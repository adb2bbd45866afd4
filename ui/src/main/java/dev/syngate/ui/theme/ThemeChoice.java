package dev.syngate.ui.theme;

/// What a person chose for the window's look.
public enum ThemeChoice {
    /// As the operating system says.
    AUTO,
    LIGHT,
    DARK
}
