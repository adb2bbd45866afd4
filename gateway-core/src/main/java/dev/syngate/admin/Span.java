package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads spans of time such as `90s`, `15m`, `12h`, `30d`.
public final class Span {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    private Span() {}

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// Reads it.
    ///
    /// @throws RefusedException when the text is no span
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw RefusedException.field(
                    "span", "a span of time is like 90s, 15m, 12h or 30d, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
