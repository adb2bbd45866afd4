package dev.syngate.backup;

import dev.syngate.secrets.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The files of a data directory that a backup takes as they are: everything but the store, which
/// is taken as a snapshot, what is true only while the gateway runs, backups, and what lets people
/// in: the key of the vault and the token of the management API.
final class DataFiles {
    /// The folder of automatic backups.
    static final String BACKUPS = "backups";

    /// The folder of the store.
    static final String STORE = "store";

    private static final Set<String> LEFT_OUT =
            Set.of(STORE, BACKUPS, "gateway.json", "admin.token", VaultKey.FILE);
    private static final Set<String> LEFT_OUT_ENDINGS = Set.of(".zip", ".lock", ".lck", ".tmp");

    private DataFiles() {}

    static List<Path> of(Path dataDir) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(dataDir)) {
            for (Path file : files.sorted().toList()) {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    collect(file, found);
                }
            }
        }
        return found;
    }

    private static void collect(Path file, List<Path> found) throws IOException {
        if (!belongs(file.getFileName().toString())) {
            return;
        }
        if (Files.isRegularFile(file)) {
            found.add(file);
        } else if (Files.isDirectory(file)) {
            try (Stream<Path> files = Files.list(file)) {
                for (Path inner : files.sorted().toList()) {
                    collect(inner, found);
                }
            }
        }
    }

    private static boolean belongs(String name) {
        return !name.startsWith(".")
                && LEFT_OUT_ENDINGS.stream().noneMatch(name::endsWith)
                && Manifest.isInside(name);
    }

    /// A path within the data directory as an archive names it.
    static String nameOf(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
