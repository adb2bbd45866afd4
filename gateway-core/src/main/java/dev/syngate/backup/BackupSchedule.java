package dev.syngate.backup;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When the automatic backups of this data directory are made, and how many stay. Safe for any
/// thread.
public final class BackupSchedule {
    /// The store's map that holds the choice.
    public static final RecordMap<Chosen> MAP = new RecordMap<>("backup-schedule", Chosen.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<Chosen> chosen;

    public BackupSchedule(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    /// @param daily whether they are made
    /// @param kept how many stay, 1 to 365
    /// @param hour of the machine's day in which they are made, 0 to 23, or at the first chance
    ///   after it; null: a day after the last one
    public record Chosen(boolean daily, int kept, @Nullable Integer hour) {
        public static final Chosen USUAL = new Chosen(true, 10, null);
        private static final int MOST = 365;
        private static final int LAST_HOUR = 23;

        /// @throws IllegalArgumentException when a number is out of its range
        public Chosen {
            if (kept < 1 || kept > MOST) {
                throw new IllegalArgumentException("1 to 365 automatic backups are kept");
            }
            if (hour != null && (hour < 0 || hour > LAST_HOUR)) {
                throw new IllegalArgumentException("an hour of the day is 0 to 23");
            }
        }

        /// Whether another one is due.
        ///
        /// @param last when the last one was made
        boolean isDue(Instant last, Instant now, ZoneId zone) {
            return daily && !last.isAfter(mark(now, zone));
        }

        /// What was made until then is too old.
        private Instant mark(Instant now, ZoneId zone) {
            if (hour == null) {
                return now.minus(DailyBackups.DAY);
            }
            ZonedDateTime today = now.atZone(zone).with(LocalTime.of(hour, 0));
            ZonedDateTime latest = today.toInstant().isAfter(now) ? today.minusDays(1) : today;
            return latest.toInstant().minusNanos(1);
        }
    }

    public Chosen get() {
        Chosen found = chosen.get(CHOSEN);
        return found == null ? Chosen.USUAL : found;
    }

    /// Takes effect with the next look, half an hour later at most.
    public void set(Chosen other) {
        chosen.put(CHOSEN, other);
    }
}
