package dev.syngate.ui.frame;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// The newest warnings and failures of this program, in memory. Safe for any thread.
public final class ProgramLog {
    private static final int KEPT = 200;
    private static final ProgramLog INSTANCE = new ProgramLog();

    private final Deque<Line> lines = new ArrayDeque<>();
    private @Nullable Handler handler;

    private ProgramLog() {}

    /// One thing that was logged.
    ///
    /// @param severe whether it is a failure, not only a warning
    public record Line(Instant time, boolean severe, String text) {}

    /// The one of this process; it listens from the first call on.
    public static synchronized ProgramLog ofProcess() {
        if (INSTANCE.handler == null) {
            INSTANCE.handler = INSTANCE.new Listener();
            Logger.getLogger("").addHandler(INSTANCE.handler);
        }
        return INSTANCE;
    }

    /// The newest first.
    public List<Line> lines() {
        synchronized (lines) {
            return new ArrayList<>(lines);
        }
    }

    private void add(Line line) {
        synchronized (lines) {
            lines.addFirst(line);
            if (lines.size() > KEPT) {
                lines.removeLast();
            }
        }
    }

    /// Hears what the platform's loggers let through.
    private final class Listener extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            int level = entry.getLevel().intValue();
            if (level < java.util.logging.Level.WARNING.intValue()) {
                return;
            }
            Throwable thrown = entry.getThrown();
            String words = formatter.formatMessage(entry);
            add(
                    new Line(
                            entry.getInstant(),
                            level >= java.util.logging.Level.SEVERE.intValue(),
                            thrown == null ? words : words + ": " + thrown));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
