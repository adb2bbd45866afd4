package dev.syngate.ui.settings;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// Backups: makes one, and verifies and restores those that there are.
final class BackupSettings {
    private static final FileChooser.ExtensionFilter KINDS =
            new FileChooser.ExtensionFilter("Syngate", "*.syngate-backup", "*.zip");
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final ScheduleRows schedule;
    private final VBox list = Boxes.styled(Boxes.column(0), "card", "steps");

    BackupSettings(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        schedule = new ScheduleRows(tools, model);
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        return List.of(
                rows.section(
                        "backups.card",
                        rows.row(
                                "backup",
                                Buttons.plain(
                                        texts.of("settings.backup.now"),
                                        Feather.SAVE,
                                        this::create)),
                        rows.row(
                                "from.file",
                                Buttons.plain(
                                        texts.of("settings.restore.file"),
                                        Feather.UPLOAD,
                                        this::restoreFile))),
                rows.section("automatic", schedule.rows(rows).toArray(Node[]::new)),
                list);
    }

    void shown() {
        schedule.load();
        model.backups(this::show);
    }

    private void show(List<SettingsViewModel.Backup> found) {
        list.getChildren().setAll(found.stream().map(this::line).toList());
        if (found.isEmpty()) {
            list.getChildren()
                    .add(
                            Boxes.styled(
                                    new VBox(
                                            Labels.of(
                                                    texts.of("settings.backups.none"),
                                                    "secondary")),
                                    "step"));
        }
    }

    private Node line(SettingsViewModel.Backup one) {
        String name = Path.of(one.file()).getFileName().toString();
        String more = tools.figures().bytes(one.size());
        if (one.created() == null) {
            return SettingRows.named(name, texts.of("settings.backups.unreadable"));
        }
        return SettingRows.named(
                tools.figures().dateTime(one.created()),
                name + "  ·  " + more,
                Buttons.small(texts.of("settings.verify"), Feather.CHECK, () -> verify(one.file())),
                Buttons.small(
                        texts.of("settings.restore"),
                        Feather.ROTATE_CCW,
                        () -> ask(Path.of(one.file()))));
    }

    private void create() {
        Path suggested =
                Path.of(System.getProperty("user.home"))
                        .resolve("syngate-" + model.today() + ".zip");
        new DrawerForm<>(
                        texts,
                        tools.overlay(),
                        new DrawerForm.Words(
                                texts.of("settings.backup"), "", texts.of("settings.backup")),
                        new BackupForm(texts, suggested),
                        this::create)
                .show();
    }

    /// Makes a backup; a large one takes a while.
    private void create(
            Map<String, Object> fields, Runnable done, Consumer<? super RuntimeException> failed) {
        WorkBar.Work work =
                tools.work().start(texts.of("settings.backup.running"), model::stopBackUp);
        Path file = Path.of(String.valueOf(fields.get("file")));
        model.backUp(
                fields,
                () -> {
                    done.run();
                    work.done(() -> say("balance.written", file));
                },
                failure -> {
                    work.done(() -> {});
                    failed.accept(failure);
                });
    }

    private void say(String key, Path file) {
        tools.toasts().say(texts.of(key, file.getFileName()));
    }

    private void verify(String file) {
        verify(Path.of(file), () -> say("settings.verified", Path.of(file)));
    }

    /// Reads all of a backup, then goes on.
    private void verify(Path file, Runnable done) {
        WorkBar.Work work = tools.work().start(texts.of("settings.verify.running"));
        model.verify(
                file,
                work::progress,
                () -> work.done(done),
                message -> work.done(() -> tools.toasts().say(message)));
    }

    private void restoreFile() {
        File file = chooser().showOpenDialog(list.getScene().getWindow());
        if (file != null) {
            ask(file.toPath());
        }
    }

    private static FileChooser chooser() {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters().add(KINDS);
        return chooser;
    }

    /// Verifies the backup and says what restoring it means, before anything changes.
    void ask(Path file) {
        verify(
                file,
                () ->
                        model.look(
                                file,
                                found ->
                                        new RestoreSheet(
                                                        tools,
                                                        found,
                                                        passphrase ->
                                                                model.restore(file, passphrase))
                                                .show(),
                                tools.toasts()::say));
    }
}
