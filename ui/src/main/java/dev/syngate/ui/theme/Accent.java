package dev.syngate.ui.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The colour of what wants to be pressed and of what is chosen. Every pair of words and ground has
/// a contrast of at least 4.5.
public enum Accent {
    INDIGO("#4452cf", "#4f5ddb", "#b9c0f3", "#eef0fd", "#a1abff", "#5b69e6", "#38427f", "#1b2040"),
    BLUE("#0a5fc4", "#1668d6", "#a9cdf7", "#e8f2fe", "#7db6ff", "#1f6fd9", "#1f4a85", "#12233c"),
    TEAL("#0b6b66", "#0f766e", "#9bdad3", "#e3f6f4", "#56cfc3", "#11807a", "#145a55", "#0d2a28"),
    GREEN("#1a6f37", "#1f7a3d", "#a9e0b9", "#e6f7ec", "#6cd28c", "#23803f", "#1d5a31", "#10291a"),
    ORANGE("#9a4a07", "#b4530a", "#f3c69d", "#fdf0e4", "#f2a65a", "#b4560f", "#6e3c12", "#2e1c0d"),
    PINK("#ad1f62", "#c02a70", "#f2b3cf", "#fdebf3", "#f58fbb", "#c23676", "#7a2450", "#34142a"),
    GRAPHITE(
            "#3d4652", "#4b5563", "#c4cad2", "#eef0f3", "#b8c1cc", "#5b6675", "#404854", "#20262e");

    /// How the second colour of charts differs from the first: both stand out from the ground.
    private static final String LIGHTER = "45%";

    private static final String DARKER = "-22%";
    private final String light;
    private final String dark;

    Accent(
            String words,
            String strong,
            String muted,
            String subtle,
            String darkWords,
            String darkStrong,
            String darkMuted,
            String darkSubtle) {
        light = sheet(words, strong, muted, subtle, LIGHTER);
        dark = sheet(darkWords, darkStrong, darkMuted, darkSubtle, DARKER);
    }

    private static String sheet(
            String words, String strong, String muted, String subtle, String second) {
        String rules =
                """
                .root { -color-accent-fg: %1$s; -color-accent-emphasis: %2$s; \
                -color-accent-muted: %3$s; -color-accent-subtle: %4$s; \
                -syntax-call: %1$s; -chart-1: %2$s; -chart-2: derive(%2$s, %5$s); }
                """
                        .formatted(words, strong, muted, subtle, second);
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(rules.getBytes(StandardCharsets.UTF_8));
    }

    /// The address of the style sheet that colours a look.
    String sheetFor(Theme look) {
        return switch (look) {
            case LIGHT -> light;
            case DARK -> dark;
        };
    }
}
