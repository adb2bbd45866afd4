package dev.syngate.diagnostics;

import dev.syngate.logs.LogFiles;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// One .zip with what can be told about this machine, this gateway and its logs. Credentials are
/// taken out, the name of the user too; nothing of requests, chats, keys or money is in it.
public final class DiagnosticsReport {
    private final Path dataDir;
    private final String version;

    /// @param version the program's
    public DiagnosticsReport(Path dataDir, String version) {
        this.dataDir = dataDir;
        this.version = version;
    }

    /// Writes the report, for its owner only.
    ///
    /// @param sections more texts, each a file of its name
    /// @throws IOException when the file exists or can't be written
    public void write(Path file, Map<String, String> sections) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file + " exists");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("machine.txt", machine());
        all.putAll(sections);
        all.put("threads.txt", threads());
        for (Path log : LogFiles.list(dataDir)) {
            all.put("logs/" + log.getFileName(), Files.readString(log, StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> one : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(tellable(one.getValue()).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        PrivateFile.create(file, bytes.toByteArray());
    }

    private static String tellable(String text) {
        String home = System.getProperty("user.home", "");
        String away = home.length() > 1 ? text.replace(home, "~") : text;
        return Redaction.ofLines(away);
    }

    private String machine() throws IOException {
        Runtime jvm = Runtime.getRuntime();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return """
        Syngate %s
        Java %s of %s
        %s %s %s, %d processors
        heap %d of %d bytes used
        data directory %s, %s bytes free
        locale %s, time zone %s, up %d ms
        """
                .formatted(
                        version,
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        jvm.availableProcessors(),
                        heap.getUsed(),
                        heap.getMax(),
                        dataDir,
                        Files.exists(dataDir) ? Files.getFileStore(dataDir).getUsableSpace() : "no",
                        Locale.getDefault(),
                        ZoneId.systemDefault(),
                        ManagementFactory.getRuntimeMXBean().getUptime());
    }

    private static String threads() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces()
                .forEach((thread, trace) -> {
                    text.append(thread.getName())
                            .append(" ")
                            .append(thread.getState())
                            .append("\n");
                    for (StackTraceElement frame : trace) {
                        text.append("    at ").append(frame).append("\n");
                    }
                });
        return text.toString();
    }
}
