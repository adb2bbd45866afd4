package dev.syngate.backup;

import dev.syngate.protocol.Json;
import dev.syngate.secrets.SealedKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a backup says about itself: when and by what it was made, and every file that is in it.
///
/// @param program the version of the program that made it
public record Manifest(String program, Instant created, Kind kind, List<Entry> files) {
    /// The version of the archive's form.
    static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    static final String STORE = "store/";

    private static final long LARGEST_FILE = 1L << 40;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Manifest {
        files = List.copyOf(files);
    }

    /// Who asked for the backup.
    public enum Kind {
        MANUAL,
        DAILY,
        BEFORE_MIGRATION;

        /// As in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return Stream.of(values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("its manifest has an unknown kind"));
        }
    }

    /// @param path within the data directory, its parts separated by slashes
    /// @param size in bytes
    /// @param sha256 in hexadecimal
    public record Entry(String path, long size, String sha256) {}

    /// Whether it holds the key of the stored credentials, under a passphrase.
    public boolean hasKeys() {
        return files.stream().anyMatch(file -> file.path().equals(SealedKey.FILE));
    }

    /// The size of all files, in bytes.
    public long size() {
        return files.stream().mapToLong(Entry::size).sum();
    }

    byte[] toJson() {
        ObjectNode json =
                Json.MAPPER
                        .createObjectNode()
                        .put("format", FORMAT)
                        .put("program", program)
                        .put("created", created.toString())
                        .put("kind", kind.word());
        ArrayNode list = json.putArray("files");
        for (Entry file : files) {
            list.addObject()
                    .put("path", file.path())
                    .put("size", file.size())
                    .put("sha256", file.sha256());
        }
        return Json.MAPPER.writeValueAsBytes(json);
    }

    /// @throws IllegalArgumentException that says what is wrong with it
    static Manifest parse(byte[] bytes) {
        try {
            JsonNode json = Json.MAPPER.readTree(bytes);
            int format = json.path("format").asInt(0);
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "it is of the form %d, this Syngate knows the form %d"
                                .formatted(format, FORMAT));
            }
            Manifest manifest =
                    new Manifest(
                            json.path("program").asString(),
                            Instant.parse(json.path("created").asString()),
                            Kind.of(json.path("kind").asString()),
                            json.path("files").valueStream().map(Manifest::entry).toList());
            manifest.requireSound();
            return manifest;
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("its manifest can't be read", e);
        }
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                json.path("path").asString(),
                json.path("size").asLong(),
                json.path("sha256").asString());
    }

    private void requireSound() {
        Set<String> paths = new HashSet<>();
        for (Entry file : files) {
            if (!paths.add(file.path())
                    || file.size() < 0
                    || file.size() > LARGEST_FILE
                    || !isInside(file.path())
                    || !SHA256.matcher(file.sha256()).matches()) {
                throw new IllegalArgumentException(
                        "its manifest has an entry that can't be: " + printable(file.path()));
            }
        }
        if (paths.stream().noneMatch(path -> path.startsWith(STORE))) {
            throw new IllegalArgumentException("there is no store in it");
        }
    }

    /// Whether a path stays within the folder that it is unpacked to, on every system.
    static boolean isInside(String path) {
        if (path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == ':')) {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    static String printable(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }
}
