package dev.syngate.ui.settings;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Facts;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/// What restoring a backup means, before it is done.
final class RestoreSheet extends VBox {
    private static final double WIDTH = 520;
    private final PageTools tools;
    private final PasswordField passphrase = new PasswordField();
    private final Button cancel;

    /// @param restore is given the passphrase, which may be empty
    RestoreSheet(PageTools tools, SettingsViewModel.Backup backup, Consumer<String> restore) {
        this.tools = tools;
        Texts texts = tools.texts();
        Facts facts =
                new Facts()
                        .add(
                                texts.of("settings.restore.time"),
                                tools.figures().dateTime(Objects.requireNonNull(backup.created())))
                        .add(
                                texts.of("settings.restore.name"),
                                Path.of(backup.file()).getFileName().toString())
                        .add(texts.of("settings.restore.version"), backup.version())
                        .add(
                                texts.of("settings.restore.size"),
                                tools.figures().bytes(backup.size()));
        Field secret = new Field(texts.of("settings.passphrase"), passphrase);
        secret.hint(texts.of("settings.restore.passphrase"));
        Boxes.show(secret, backup.sealed());
        VBox body =
                Boxes.styled(
                        Boxes.column(
                                16,
                                Labels.of(texts.of("settings.restore.title"), "sheet-title"),
                                facts,
                                secret,
                                new Note("warning", texts.of("settings.restore.more"))),
                        "sheet-body");
        cancel = Buttons.plain(texts.of("cancel"), null, tools.overlay()::hide);
        Button go =
                Buttons.primary(
                        texts.of("settings.restore.go"),
                        null,
                        () -> {
                            tools.overlay().hide();
                            restore.accept(passphrase.getText());
                        });
        getChildren()
                .addAll(body, Boxes.styled(Boxes.row(8, Boxes.spacer(), cancel, go), "sheet-foot"));
    }

    void show() {
        tools.overlay().showSheet(this, WIDTH, cancel, tools.overlay()::hide);
    }
}
