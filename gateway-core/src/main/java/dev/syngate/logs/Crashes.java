package dev.syngate.logs;

import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.Redaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Reports of crashes, kept on this machine only, beside the logs: `crash-TIME.txt` for what no
/// code expected, `hs_err_pidN.log` for what ended the JVM. The ten newest stay. Safe for any
/// thread.
public final class Crashes {
    private static final System.Logger LOG = System.getLogger(Crashes.class.getName());
    private static final int KEPT = 10;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String version;
    private final InstantSource clock;

    /// @param version the program's
    public Crashes(Path dataDir, String version, InstantSource clock) {
        this.folder = LogFiles.folder(dataDir);
        this.version = version;
        this.clock = clock;
    }

    /// From now on every exception that nobody caught is reported, and a run that does not come to
    /// [#ended] is noticed by the next. Notices the last one.
    public void watch() {
        noticeLastRun();
        try {
            PrivateFile.createFolder(folder);
            Files.writeString(
                    marker(),
                    ProcessHandle.current().pid() + "\n" + Path.of("").toAbsolutePath() + "\n");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "an unexpected end would go unnoticed", e);
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> report(thread, thrown));
    }

    /// The program begins to end, on this thread: what a window's toolkit throws on its own threads
    /// while it is taken down is no crash.
    public void ending() {
        Thread ends = Thread.currentThread();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (thread == ends) {
                report(thread, thrown);
            } else {
                LOG.log(System.Logger.Level.DEBUG, "while the program ended", thrown);
            }
        });
    }

    /// The program ends as it should.
    public void ended() {
        try {
            Files.deleteIfExists(marker());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "this end will look like a crash", e);
        }
    }

    private Path marker() {
        return folder.resolve("running");
    }

    void report(Thread thread, Throwable thrown) {
        LOG.log(System.Logger.Level.ERROR, "nobody caught this in " + thread.getName(), thrown);
        String text =
                """
                Syngate %s, Java %s, %s %s %s
                %s, in the thread "%s"

                %s\
                """
                        .formatted(
                                version,
                                Runtime.version(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                clock.instant(),
                                thread.getName(),
                                LogLine.trace(thrown));
        try {
            PrivateFile.createFolder(folder);
            PrivateFile.create(
                    folder.resolve("crash-" + NAME.format(clock.instant()) + ".txt"),
                    Redaction.ofLines(text).getBytes(StandardCharsets.UTF_8));
            forgetOldest();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the crash can't be written down", e);
        }
    }

    private void noticeLastRun() {
        try {
            if (!Files.exists(marker())) {
                return;
            }
            List<String> last = Files.readAllLines(marker());
            LOG.log(System.Logger.Level.WARNING, "the last run ended without closing");
            if (last.size() == 2 && last.getFirst().matches("\\d{1,9}")) {
                keepReport("hs_err_pid" + last.getFirst() + ".log", Path.of(last.getLast()));
            }
            forgetOldest();
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "how the last run ended can't be told", e);
        }
    }

    /// The JVM writes it where it was started, or else into the folder for temporary files.
    private void keepReport(String name, Path startedIn) throws IOException {
        for (Path place : List.of(startedIn, Path.of(System.getProperty("java.io.tmpdir")))) {
            Path found = place.resolve(name);
            if (Files.isRegularFile(found)) {
                Path kept = folder.resolve(name);
                PrivateFile.create(kept, Files.readAllBytes(found));
                Files.delete(found);
                LOG.log(System.Logger.Level.WARNING, "the JVM's report of it: {0}", kept);
                return;
            }
        }
    }

    private void forgetOldest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldest =
                    files.filter(file ->
                                    file.getFileName().toString().matches("(crash-|hs_err_).*"))
                            .sorted(Comparator.comparingLong(Crashes::age).reversed())
                            .skip(KEPT)
                            .toList();
            for (Path file : oldest) {
                Files.delete(file);
            }
        }
    }

    private static long age(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }
}
