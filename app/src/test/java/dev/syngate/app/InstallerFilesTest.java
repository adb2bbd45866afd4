package dev.syngate.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syngate.protocol.Json;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The files that the installers of systems are made from which this one is not.
final class InstallerFilesTest {
    private static final Path INSTALLERS = Path.of("../installers");

    /// From `jpackage --help` of JDK 25 on each system.
    private static final Set<String> EVERYWHERE =
            Set.of(
                    "--vendor",
                    "--description",
                    "--main-class",
                    "--name",
                    "--icon",
                    "--add-launcher",
                    "--file-associations",
                    "--license-file",
                    "--resource-dir");

    private static final Set<String> LINUX =
            Set.of(
                    "--linux-package-name",
                    "--linux-deb-maintainer",
                    "--linux-menu-group",
                    "--linux-rpm-license-type",
                    "--linux-app-category",
                    "--linux-shortcut");

    private static final Set<String> WINDOWS =
            Set.of(
                    "--win-dir-chooser",
                    "--win-menu",
                    "--win-menu-group",
                    "--win-per-user-install",
                    "--win-shortcut",
                    "--win-shortcut-prompt",
                    "--win-upgrade-uuid");

    private static final Set<String> MACOS =
            Set.of("--mac-package-identifier", "--mac-package-name", "--mac-app-category");

    @Test
    void jpackageKnowsEveryOptionOfEverySystem() throws IOException {
        for (Path file : argumentFiles()) {
            String name = file.getFileName().toString();
            Set<String> own =
                    name.startsWith("linux")
                            ? LINUX
                            : name.startsWith("windows")
                                    ? WINDOWS
                                    : name.startsWith("macos") ? MACOS : Set.of();
            for (String option : optionsOf(file)) {
                assertTrue(
                        EVERYWHERE.contains(option) || own.contains(option), name + ": " + option);
            }
        }
    }

    @Test
    void everyFileThatTheyNameIsThere() throws IOException {
        for (Path file : argumentFiles()) {
            for (String option :
                    List.of("--icon", "--file-associations", "--license-file", "--resource-dir")) {
                String named = valueOf(file, option);
                assertTrue(
                        named.isEmpty() || Files.exists(Path.of("..").resolve(named)),
                        file + ": " + named);
            }
        }
    }

    /// Windows knows an upgrade by it: with another one two versions would be installed.
    @Test
    void theWindowsInstallerKeepsTheIdThatUpgradesAreKnownBy() throws IOException {
        String id = valueOf(INSTALLERS.resolve("windows-msi.args"), "--win-upgrade-uuid");
        assertEquals("5d0c7f0e-6c0b-4a55-9d1e-6f1b0c6c8e21", UUID.fromString(id).toString());
    }

    /// jpackage puts "public.app-category." before it, and takes no other characters in an id.
    @Test
    void theMacBundleSaysWhatMacosUnderstands() throws IOException {
        Path file = INSTALLERS.resolve("macos.args");
        assertFalse(valueOf(file, "--mac-app-category").contains("."));
        assertTrue(valueOf(file, "--mac-package-identifier").matches("[A-Za-z0-9.-]+"));
    }

    @Test
    void backupsAreOpenedByTheirEnding() throws IOException {
        Properties backup = new Properties();
        try (Reader file = Files.newBufferedReader(INSTALLERS.resolve("backup.properties"))) {
            backup.load(file);
        }
        assertEquals("syngate-backup", backup.getProperty("extension"));
        assertEquals(Set.of("extension", "mime-type", "description"), backup.stringPropertyNames());
    }

    @Test
    void theListOfWhatIsInsideNamesEveryFontOfTheWindow() throws IOException {
        JsonNode listed = Json.MAPPER.readTree(INSTALLERS.resolve("fonts.json").toFile());
        List<String> names =
                listed.valueStream()
                        .map(font -> font.path("name").asString("").replace(" ", ""))
                        .toList();
        Path fonts = Path.of("../ui/src/main/resources/dev/syngate/ui/fonts");
        try (Stream<Path> files = Files.list(fonts)) {
            List<String> used =
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".ttf"))
                            .toList();
            assertFalse(used.isEmpty());
            for (String file : used) {
                assertTrue(names.stream().anyMatch(file::startsWith), file);
            }
        }
    }

    /// In an upgrade it runs after the new version has made its cache.
    @Test
    void anRpmTakesTheCacheAwayOnlyWithTheProgram() throws IOException {
        String spec = Files.readString(INSTALLERS.resolve("linux/syngate.spec"));
        String removed = spec.substring(spec.indexOf("%preun"));
        assertTrue(
                removed.contains("[ \"$1\" != 0 ] || rm -f APPLICATION_DIRECTORY/lib/app/*.aot"));
    }

    /// macOS keeps them in the bundle, the other systems in the package: jpackage takes the option
    /// for an image on macOS only, and does not look at it again when the package is made of that.
    @Test
    void eachSystemIsToldOfBackupsWhereItKeepsThat() throws IOException {
        for (String file : List.of("macos.args", "windows-package.args", "linux-package.args")) {
            assertEquals(
                    "installers/backup.properties",
                    valueOf(INSTALLERS.resolve(file), "--file-associations"),
                    file);
        }
        for (String file : List.of("macos-package.args", "windows.args", "linux.args")) {
            assertEquals("", valueOf(INSTALLERS.resolve(file), "--file-associations"), file);
        }
    }

    private static List<Path> argumentFiles() throws IOException {
        try (Stream<Path> files = Files.list(INSTALLERS)) {
            return files.filter(file -> file.toString().endsWith(".args")).toList();
        }
    }

    private static List<String> optionsOf(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    private static String valueOf(Path file, String option) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 2))
                .filter(words -> words[0].equals(option) && words.length == 2)
                .map(words -> words[1].replace("\"", ""))
                .findFirst()
                .orElse("");
    }
}
