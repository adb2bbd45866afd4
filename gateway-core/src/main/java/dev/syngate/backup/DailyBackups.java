package dev.syngate.backup;

import dev.syngate.backup.Manifest.Kind;
import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Makes a backup a day, on a thread of its own, as its schedule says, and removes the oldest. What
/// a person put into the folder of backups stays.
///
/// The clock says when a backup is due; how often that is looked at is real time. A failure is
/// logged and tried again at the next look.
public final class DailyBackups implements AutoCloseable {
    /// How long a start is left alone.
    public static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    /// How often is looked whether one is due.
    public static final Duration NEXT_LOOK = Duration.ofMinutes(30);

    private static final Logger LOG = System.getLogger(DailyBackups.class.getName());
    static final Duration DAY = Duration.ofHours(24);
    private static final Pattern NAME =
            Pattern.compile("syngate-\\d{4}-\\d{2}-\\d{2}(T[0-9-]+Z)?\\.zip");

    private final Backups backups;
    private final BackupSchedule schedule;
    private final InstantSource clock;
    private final ZoneId zone;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /// @param zone in which the schedule's hour is
    public DailyBackups(
            Backups backups,
            BackupSchedule schedule,
            InstantSource clock,
            ZoneId zone,
            Duration firstLook,
            Duration nextLook) {
        this.backups = backups;
        this.schedule = schedule;
        this.clock = clock;
        this.zone = zone;
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("daily-backups")
                        .start(() -> lookUntilStopped(firstLook, nextLook));
    }

    private void lookUntilStopped(Duration firstLook, Duration nextLook) {
        try {
            Duration wait = firstLook;
            while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
                wait = nextLook;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (isDue()) {
                PrivateFile.removeDrafts(backups.folder(), clock.instant().minus(DAY));
                backups.createDaily(() -> stopped.getCount() == 0);
                removeOldBackups();
            }
        } catch (CancellationException e) {
            LOG.log(Level.DEBUG, "the daily backup waits for the next start");
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the daily backup failed", e);
        }
    }

    private boolean isDue() {
        Instant now = clock.instant();
        Instant last =
                daily().stream()
                        .map(BackupFile::created)
                        .filter(made -> !made.isAfter(now))
                        .findFirst()
                        .orElse(Instant.MIN);
        return schedule.get().isDue(last, now, zone);
    }

    private void removeOldBackups() throws IOException {
        List<Path> old =
                daily().stream()
                        .map(BackupFile::file)
                        .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                        .skip(schedule.get().kept())
                        .toList();
        for (Path file : old) {
            Files.deleteIfExists(file);
        }
    }

    /// The newest first.
    private List<BackupFile> daily() {
        return backups.list().stream().filter(file -> file.isOf(Kind.DAILY)).toList();
    }

    /// Gives up a backup that is being made, and returns when the thread has ended.
    @Override
    public void close() {
        stopped.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
