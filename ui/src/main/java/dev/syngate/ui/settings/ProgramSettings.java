package dev.syngate.ui.settings;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.ui.frame.NewVersion;
import dev.syngate.ui.frame.NewVersionSheet;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// The settings of the program itself: how it starts and stays, what helps when something is wrong,
/// and newer versions. FX thread only.
final class ProgramSettings {
    private final PageTools tools;
    private final Texts texts;
    private final ProgramSettingsModel model;
    private final ToggleSwitch atLogin;
    private final ToggleSwitch hidden;
    private final ToggleSwitch keepRunning;
    private final ToggleSwitch updates;
    private final Button lookNow;
    private final VBox root;
    private boolean showing;

    /// @param quit ends the program
    ProgramSettings(PageTools tools, ProgramSettingsModel model, Runnable quit) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        atLogin = toggle("start_at_login", "login");
        hidden = toggle("start_hidden", "hidden");
        keepRunning = toggle("keep_running", "keep");
        updates = toggle("check_updates", "updates");
        lookNow = Buttons.plain(texts.of("settings.updates.now"), null, this::look);
        SettingRows rows = new SettingRows(texts);
        root =
                Boxes.column(
                        24,
                        rows.section(
                                "program",
                                rows.row("login", atLogin),
                                rows.row("hidden", hidden),
                                rows.row("keep", keepRunning),
                                rows.row(
                                        "quit",
                                        Buttons.plain(
                                                texts.of("settings.quit.now"),
                                                Feather.POWER,
                                                quit))),
                        rows.section(
                                "help",
                                rows.row(
                                        "report",
                                        Buttons.plain(
                                                texts.of("settings.report.now"),
                                                Feather.LIFE_BUOY,
                                                this::report)),
                                rows.row("updates", updates, lookNow),
                                rows.row(
                                        "source",
                                        Buttons.plain(
                                                texts.of("change"), null, this::changeSource))));
    }

    Node root() {
        return root;
    }

    private ToggleSwitch toggle(String field, String name) {
        ToggleSwitch made = new ToggleSwitch();
        made.setAccessibleText(texts.of("settings." + name));
        made.setId(field.replace('_', '-'));
        made.selectedProperty()
                .addListener((property, before, now) -> {
                    if (!showing) {
                        change(field, now);
                    }
                });
        return made;
    }

    private void change(String field, boolean now) {
        model.change(
                field,
                now,
                this::show,
                message -> {
                    tools.toasts().say(message);
                    load();
                });
    }

    /// Shows what is chosen.
    void load() {
        model.load(this::show);
    }

    private void show(ProgramSettingsModel.Chosen chosen) {
        showing = true;
        atLogin.setSelected(chosen.atLogin());
        hidden.setSelected(chosen.hidden());
        keepRunning.setSelected(chosen.keepRunning());
        updates.setSelected(chosen.checkUpdates());
        showing = false;
    }

    private void report() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("syngate-report.zip");
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            model.report(
                    file.toPath(),
                    () -> tools.toasts().say(texts.of("balance.written", file.getName())),
                    tools.toasts()::say);
        }
    }

    /// Whoever hands out versions of their own says where they are announced.
    private void changeSource() {
        model.source(source ->
                new DrawerForm<>(
                                texts,
                                tools.overlay(),
                                new DrawerForm.Words(
                                        texts.of("settings.source"), "", texts.of("save")),
                                new UpdateSourceForm(texts, source),
                                model::setSource)
                        .show());
    }

    private void look() {
        lookNow.setDisable(true);
        model.look(
                newer -> {
                    lookNow.setDisable(false);
                    showFound(newer);
                },
                message -> {
                    lookNow.setDisable(false);
                    tools.toasts().say(message);
                });
    }

    private void showFound(Optional<NewVersion> found) {
        if (found.isEmpty()) {
            tools.toasts().say(texts.of("settings.updates.newest"));
        } else {
            new NewVersionSheet(tools, found.get()).show();
        }
    }
}
