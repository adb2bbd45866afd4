package dev.syngate.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import dev.syngate.secrets.Sha256;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupArchiveTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void backUp() throws Exception {
        Path dataDir = Files.createDirectory(folder.resolve("data"));
        file = folder.resolve("b.zip");
        try (Store store = new XodusStore(dataDir.resolve("store"), Set.of("things"))) {
            Files.writeString(dataDir.resolve("notes.txt"), "key");
            new Backups(dataDir, store, "1", InstantSource.fixed(NOON)).create(file, false);
        }
    }

    @Test
    void aFlippedByteIsNoticedOrChangesNothingThatMatters() throws Exception {
        byte[] good = Files.readAllBytes(file);
        Manifest manifest = manifest(file);
        Path bad = folder.resolve("bad.zip");
        int noticed = 0;
        int tried = 0;
        int step = Math.max(1, good.length / 700);
        for (int at = 0; at < good.length; at += step) {
            byte[] flipped = good.clone();
            flipped[at] ^= 0x10;
            Files.write(bad, flipped);
            tried++;
            try (BackupArchive archive = BackupArchive.open(bad)) {
                archive.verify();
                assertThat(archive.manifest()).isEqualTo(manifest);
            } catch (RefusedException e) {
                noticed++;
            }
        }
        assertThat(noticed).isGreaterThan(tried / 2);
    }

    @Test
    void aTruncatedFileIsRefused() throws Exception {
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, good.length / 2, good.length - 1}) {
            Path bad = Files.write(folder.resolve("bad.zip"), Arrays.copyOf(good, length));
            assertThatThrownBy(() -> verify(bad)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Map<String, byte[]> entries = entries();
        entries.remove("notes.txt");
        assertThatThrownBy(() -> verify(zip(entries)))
                .hasMessageContaining("a file is missing in it: notes.txt");
    }

    @Test
    void aFileThatTheManifestDoesNotNameIsRefused() throws Exception {
        Map<String, byte[]> entries = entries();
        entries.put("../../evil", new byte[] {1});
        assertThatThrownBy(() -> verify(zip(entries))).hasMessageContaining("a file too many");
    }

    @Test
    void aPathThatLeadsOutIsRefusedAlsoWhereTheManifestNamesIt() throws Exception {
        for (String path :
                List.of("../evil", "/evil", "a/../../evil", "..\\evil", "C:evil", "a//b", "./a")) {
            Map<String, byte[]> entries = entries();
            entries.put(path, "evil".getBytes(StandardCharsets.UTF_8));
            rewriteManifest(entries);
            Path bad = zip(entries);
            assertThatThrownBy(() -> verify(bad)).hasMessageContaining("an entry that can't be");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void aFileThatUnpacksToMoreThanTheManifestSaysIsReadNoFurther() throws Exception {
        Map<String, byte[]> entries = entries();
        entries.put("notes.txt", new byte[32 << 20]);
        assertThatThrownBy(() -> verify(zip(entries)))
                .hasMessageContaining("notes.txt is larger than its manifest says");
    }

    @Test
    void aFileWithOtherContentIsNamed() throws Exception {
        Map<String, byte[]> entries = entries();
        entries.put("notes.txt", "yek".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> verify(zip(entries)))
                .hasMessageContaining("notes.txt is not what was written");
    }

    @Test
    void anArchiveOfAnotherFormIsRefused() throws Exception {
        Map<String, byte[]> entries = entries();
        String manifest = new String(entries.get(Manifest.NAME), StandardCharsets.UTF_8);
        entries.put(
                Manifest.NAME,
                manifest.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> verify(zip(entries)))
                .hasMessageContaining("it is of the form 2, this Syngate knows the form 1");
    }

    @Test
    void whatIsNoBackupIsToldSo() throws Exception {
        assertThatThrownBy(() -> verify(zip(Map.of("a.txt", new byte[] {1}))))
                .hasMessageContaining("it has no manifest");
        for (String manifest : List.of("", "[]", "{}", "{\"format\":1}", "nonsense")) {
            byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
            Path bad = zip(Map.of(Manifest.NAME, bytes));
            assertThatThrownBy(() -> verify(bad)).isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> verify(folder.resolve("nowhere.zip")))
                .hasMessageContaining("there is no file");
    }

    private static void verify(Path archive) {
        try (BackupArchive opened = BackupArchive.open(archive)) {
            opened.verify();
        }
    }

    private static Manifest manifest(Path archive) {
        try (BackupArchive opened = BackupArchive.open(archive)) {
            return opened.manifest();
        }
    }

    private Map<String, byte[]> entries() throws Exception {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                found.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return found;
    }

    private static void rewriteManifest(Map<String, byte[]> entries) {
        List<Manifest.Entry> files =
                entries.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(Manifest.NAME))
                        .map(entry ->
                                new Manifest.Entry(
                                        entry.getKey(),
                                        entry.getValue().length,
                                        HexFormat.of()
                                                .formatHex(
                                                        Sha256.digest().digest(entry.getValue()))))
                        .toList();
        entries.put(Manifest.NAME, new Manifest("1", NOON, Manifest.Kind.MANUAL, files).toJson());
    }

    private Path zip(Map<String, byte[]> entries) throws Exception {
        Path target = folder.resolve("made.zip");
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return target;
    }
}
