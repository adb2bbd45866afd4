package dev.syngate.logs;

import dev.syngate.secrets.Redaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// One line for each record: time with its zone, level, who says it, what; then the trace of what
/// was thrown. Credentials are taken out.
final class LogLine extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX")
                    .withZone(ZoneId.systemDefault());
    private static final String ROOM = "dev.syngate.";

    @Override
    public String format(LogRecord entry) {
        String logger = String.valueOf(entry.getLoggerName());
        String who = logger.startsWith(ROOM) ? logger.substring(ROOM.length()) : logger;
        String line =
                "%s %-7s %s: %s%n%s"
                        .formatted(
                                TIME.format(entry.getInstant()),
                                entry.getLevel().getName(),
                                who,
                                formatMessage(entry),
                                trace(entry.getThrown()));
        return Redaction.ofLines(line);
    }

    static String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return "";
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }
}
