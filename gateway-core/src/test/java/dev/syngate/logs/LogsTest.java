package dev.syngate.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.secrets.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir private Path dataDir;
    private final Thread.UncaughtExceptionHandler before =
            Thread.getDefaultUncaughtExceptionHandler();

    @AfterEach
    void unwatch() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void linesAreRedactedAndOldFilesGo() throws Exception {
        Path folder = Files.createDirectories(LogFiles.folder(dataDir));
        FileHandler log = LogFiles.writer(folder, 1000, 3);
        for (int i = 0; i < 60; i++) {
            LogRecord entry =
                    new LogRecord(Level.WARNING, "call " + i + " with api_key=plain-secret");
            entry.setLoggerName("dev.syngate.http.Door");
            entry.setThrown(new IllegalStateException("Bearer sk-syn-0123456789abcdef"));
            log.publish(entry);
        }
        log.close();
        List<Path> files = LogFiles.list(dataDir);
        assertThat(files).hasSize(3);
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(Files.readString(file));
        }
        assertThat(all)
                .doesNotContain("plain-secret", "0123456789abcdef", "call 0 ")
                .contains("WARNING http.Door: call 59 with api_key=***")
                .contains("java.lang.IllegalStateException: ***");
    }

    @Test
    void whatNobodyCaughtIsWrittenDownForItsOwnerAndTheTenNewestStay() throws Exception {
        long[] now = {0};
        Crashes crashes = new Crashes(dataDir, "1.2.3", () -> Instant.EPOCH.plusSeconds(now[0]++));
        crashes.watch();
        for (int i = 0; i < 12; i++) {
            Thread failing =
                    Thread.ofVirtual()
                            .name("failing")
                            .start(() -> {
                                throw new IllegalStateException("token: abcdef");
                            });
            failing.join();
        }
        List<Path> reports = LogFiles.list(dataDir);
        assertThat(reports).hasSize(10);
        assertThat(PrivateFile.isPrivate(reports.getFirst())).isTrue();
        assertThat(reports.getLast())
                .content()
                .contains("Syngate 1.2.3", "\"failing\"", "IllegalStateException: token: ***");
        crashes.ended();
    }

    @Test
    void whatToolkitsThrowWhileTheProgramEndsIsNoCrash() throws Exception {
        Crashes crashes = new Crashes(dataDir, "1.2.3", InstantSource.system());
        crashes.watch();
        crashes.ending();
        Thread.ofVirtual()
                .start(() -> {
                    throw new IllegalStateException("the screen is gone");
                })
                .join();
        assertThat(LogFiles.list(dataDir)).isEmpty();
        Thread ending =
                Thread.ofVirtual()
                        .start(() -> {
                            crashes.ending();
                            throw new IllegalStateException("the store can't be closed");
                        });
        ending.join();
        assertThat(LogFiles.list(dataDir)).hasSize(1);
        crashes.ended();
    }

    @Test
    void theJvmsReportOfARunThatDidNotCloseIsKept() throws Exception {
        InstantSource clock = InstantSource.system();
        Path startedIn = Files.createDirectories(dataDir.resolve("elsewhere"));
        new Crashes(dataDir, "1", clock).watch();
        Path marker = LogFiles.folder(dataDir).resolve("running");
        Files.writeString(marker, "4711\n" + startedIn + "\n");
        Path report = Files.writeString(startedIn.resolve("hs_err_pid4711.log"), "SIGSEGV");
        Crashes next = new Crashes(dataDir, "1", clock);
        next.watch();
        assertThat(LogFiles.folder(dataDir).resolve("hs_err_pid4711.log")).hasContent("SIGSEGV");
        assertThat(report).doesNotExist();
        next.ended();
        assertThat(marker).doesNotExist();
    }
}
