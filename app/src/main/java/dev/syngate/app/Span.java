package dev.syngate.app;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads spans of time such as `90s`, `15m`, `12h`, `30d`.
final class Span {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhd])");

    private Span() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new CommandFailed("a span of time is like 90s, 15m, 12h or 30d, not " + text);
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
