package dev.syngate.ui.theme;

/// How much room rows and lines take.
public enum Density {
    COMFORTABLE,
    COMPACT
}
