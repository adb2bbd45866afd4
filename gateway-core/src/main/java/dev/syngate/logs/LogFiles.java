package dev.syngate.logs;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// The log of a data directory, in its folder `logs`: `syngate.0.log` is written to,
/// `syngate.1.log` is older, and so on. Five files of 4 MB at most; lines have no credentials.
///
/// The console keeps to warnings.
public final class LogFiles {
    private static final int SIZE = 4_000_000;
    private static final int COUNT = 5;
    private static final Logger ROOT = Logger.getLogger("");
    // Held here, because else its level would be forgotten.
    private static final Logger PROGRAM = Logger.getLogger("dev.syngate");

    private LogFiles() {}

    /// The folder with logs and reports of crashes.
    public static Path folder(Path dataDir) {
        return dataDir.resolve("logs");
    }

    /// From now on everything that is logged in this process goes into the folder too. Only for who
    /// has the data directory open; a second call in one process does nothing.
    ///
    /// A folder that can't be written to is told on the console and keeps nothing from working.
    public static void open(Path dataDir) {
        if (Arrays.stream(ROOT.getHandlers()).anyMatch(FileHandler.class::isInstance)) {
            return;
        }
        try {
            PrivateFile.createFolder(folder(dataDir));
            ROOT.addHandler(writer(folder(dataDir), SIZE, COUNT));
            for (Handler handler : ROOT.getHandlers()) {
                if (!(handler instanceof FileHandler)) {
                    handler.setLevel(Level.WARNING);
                }
            }
            PROGRAM.setLevel(Level.INFO);
        } catch (IOException e) {
            System.getLogger(LogFiles.class.getName())
                    .log(System.Logger.Level.WARNING, "no log is written", e);
        }
    }

    /// Ends the log of this process.
    public static void close() {
        if (LogManager.getLogManager() instanceof LastingLogs lasting) {
            lasting.end();
        }
    }

    static FileHandler writer(Path folder, int size, int count) throws IOException {
        String pattern = folder.toString().replace("%", "%%") + "/syngate.%g.log";
        FileHandler handler = new FileHandler(pattern, size, count, true);
        handler.setEncoding(StandardCharsets.UTF_8.name());
        handler.setFormatter(new LogLine());
        return handler;
    }

    /// The files of the folder that tell what happened, logs and crashes.
    public static List<Path> list(Path dataDir) throws IOException {
        if (!Files.isDirectory(folder(dataDir))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder(dataDir))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(log|txt)"))
                    .sorted()
                    .toList();
        }
    }
}
