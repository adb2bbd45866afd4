package dev.syngate.ui.keys;

import dev.syngate.access.KeyState;

/// The colour of a quota's bar: amber when nearly spent, red when spent.
final class QuotaTone {
    private static final double NEARLY = 0.9;

    private QuotaTone() {}

    static String of(KeyRow row) {
        if (row.state() == KeyState.EXPIRED || row.state() == KeyState.DISABLED) {
            return "off";
        }
        if (row.share() >= 1) {
            return "danger";
        }
        return row.share() >= NEARLY ? "warning" : "accent";
    }
}
