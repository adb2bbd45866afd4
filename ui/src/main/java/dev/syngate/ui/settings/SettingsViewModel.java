package dev.syngate.ui.settings;

import dev.syngate.backup.BackupArchive;
import dev.syngate.doctor.Check;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.PageState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The settings of gateway and data without their looks. FX thread only.
public final class SettingsViewModel {
    /// A backup in its file.
    ///
    /// @param created null: it can't be read
    /// @param sealed whether it holds the keys of providers under a passphrase
    record Backup(
            String file, @Nullable Instant created, String version, long size, boolean sealed) {
        static Backup of(JsonNode shown) {
            String time = shown.path("time").asString("");
            return new Backup(
                    shown.path("file").asString(""),
                    time.isEmpty() ? null : Instant.parse(time),
                    shown.path("version").asString(""),
                    shown.path("size").asLong(),
                    shown.path("sealed").asBoolean());
        }
    }

    private final Gateway gateway;
    private final Management management;
    private final Background background;
    private final Path dataDir;
    private final Restoring restore;
    private final ReadOnlyObjectWrapper<PageState> state =
            new ReadOnlyObjectWrapper<>(new PageState.Loading());

    /// @param restore puts a backup in the place of the data; this window then ends
    public SettingsViewModel(
            Gateway gateway, Background background, Path dataDir, Restoring restore) {
        this.gateway = gateway;
        this.management = gateway.management();
        this.background = background;
        this.dataDir = dataDir;
        this.restore = restore;
    }

    /// The settings of the program itself.
    ProgramSettingsModel program() {
        return new ProgramSettingsModel(management, background, state::set);
    }

    /// Whether what is set could be read.
    ReadOnlyObjectProperty<PageState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    String bind() {
        return gateway.bind();
    }

    int port() {
        return gateway.port();
    }

    LocalDate today() {
        return gateway.keys().now().toLocalDate();
    }

    String version() {
        return Gateway.VERSION;
    }

    String dataDir() {
        return dataDir.toString();
    }

    /// The settings that are numbers, by their names.
    void amounts(Consumer<Map<String, Integer>> found) {
        read(() -> amounts(management.get("settings")), found);
    }

    void keep(
            Map<String, Integer> amounts,
            Consumer<Map<String, Integer>> done,
            Consumer<String> failed) {
        run(() -> amounts(management.patch(amounts, "settings")), done, failed);
    }

    private static Map<String, Integer> amounts(JsonNode shown) {
        return shown.properties().stream()
                .filter(field -> field.getValue().isInt())
                .collect(Collectors.toMap(Map.Entry::getKey, field -> field.getValue().asInt()));
    }

    /// The automatic backups, the newest first.
    void backups(Consumer<List<Backup>> found) {
        read(() -> management.get("backups").valueStream().map(Backup::of).toList(), found);
    }

    /// @param fields `file`, and `passphrase` where the keys of providers go along
    void backUp(Map<String, ?> fields, Runnable done, Consumer<? super RuntimeException> failed) {
        background.run(() -> management.post(fields, "backups"), made -> done.run(), failed);
    }

    /// Stops the backup that is being made; nothing of it stays.
    void stopBackUp() {
        background.run(() -> management.delete("backups", "running"), stopped -> {}, failure -> {});
    }

    /// All settings as the management API shows them.
    void settings(Consumer<JsonNode> found) {
        read(() -> management.get("settings"), found);
    }

    /// Changes what is given.
    void change(
            Map<String, ?> fields,
            Consumer<JsonNode> done,
            Consumer<? super RuntimeException> failed) {
        background.run(() -> management.patch(fields, "settings"), done, failed);
    }

    /// What a backup says about itself.
    void look(Path file, Consumer<Backup> found, Consumer<String> failed) {
        run(
                () -> {
                    try (BackupArchive archive = BackupArchive.open(file)) {
                        var manifest = archive.manifest();
                        return new Backup(
                                file.toString(),
                                manifest.created(),
                                manifest.program(),
                                manifest.size(),
                                manifest.hasKeys());
                    }
                },
                found,
                failed);
    }

    /// Reads all of a backup.
    ///
    /// @param progress is told the share that was read; answers whether to go on
    void verify(Path file, Predicate<Double> progress, Runnable done, Consumer<String> failed) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        run(
                () -> {
                    try (BackupArchive archive = BackupArchive.open(file)) {
                        double size = Math.max(1, archive.manifest().size());
                        archive.verify(read -> {
                            background
                                    .screen()
                                    .execute(() -> wanted.set(progress.test(read / size)));
                            return wanted.get();
                        });
                        return true;
                    } catch (CancellationException e) {
                        return false;
                    }
                },
                whole -> {
                    if (whole) {
                        done.run();
                    }
                },
                failed);
    }

    /// @param passphrase empty: none
    void restore(Path file, String passphrase) {
        restore.restore(file, passphrase.isEmpty() ? null : passphrase);
    }

    void doctor(Consumer<List<Check>> found, Consumer<String> failed) {
        run(
                () -> management.get("doctor").path("checks").valueStream().map(Check::of).toList(),
                found,
                failed);
    }

    /// Adds up the whole ledger again.
    ///
    /// @param found whether it adds up; the number of entries, or the first difference
    void verifyLedger(BiConsumer<Boolean, Object> found, Consumer<String> failed) {
        run(
                () -> management.get("ledger", "verify"),
                shown -> {
                    boolean ok = shown.path("ok").asBoolean();
                    found.accept(
                            ok,
                            ok
                                    ? (Object) shown.path("entries").asLong()
                                    : shown.path("difference").asString(""));
                },
                failed);
    }

    private <T> void read(Supplier<T> how, Consumer<? super T> found) {
        run(
                how,
                shown -> {
                    state.set(new PageState.Ready());
                    found.accept(shown);
                },
                reason -> state.set(new PageState.Failed(reason)));
    }

    private <T> void run(Supplier<T> how, Consumer<? super T> done, Consumer<String> failed) {
        background.run(how, done, failure -> failed.accept(String.valueOf(failure.getMessage())));
    }
}
