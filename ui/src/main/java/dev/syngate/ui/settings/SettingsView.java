package dev.syngate.ui.settings;

import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.File;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// What a person decides about the window, the gateway and its data.
public final class SettingsView implements PageView {
    private static final String NUMBER = "[0-9]{1,9}";
    private static final List<String> BINDS = List.of("127.0.0.1", "0.0.0.0");
    private static final int HIGHEST_PORT = 65535;
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final FrameViewModel frame;
    private final WindowPreferences preferences;
    private final VBox root;
    private final TextField port = amount();
    private final Choice<String> bind;
    private final TextField days = amount();
    private final TextField records = amount();
    private final Label state = Labels.of("", "secondary");
    private final Button toggle;
    private final VBox backups = Boxes.column(0);
    private final SettingRows rows;
    private final ProgramSettings program;
    private final Subscription subscription;

    /// @param quit ends the program
    public SettingsView(
            PageTools tools,
            SettingsViewModel model,
            FrameViewModel frame,
            WindowPreferences preferences,
            Runnable quit) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        this.frame = frame;
        this.preferences = preferences;
        rows = new SettingRows(texts);
        program = new ProgramSettings(tools, model.program(), quit);
        bind = new Choice<>(BINDS, one -> texts.of("settings.bind." + one));
        toggle = Buttons.plain("", null, this::toggle);
        VBox cards = Boxes.column(24, look(), gateway(), records(), backups(), program.root());
        cards.setMaxWidth(720);
        cards.getStyleClass().add("settings");
        ScrollPane scroll = Boxes.grow(new ScrollPane(cards));
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("settings-scroll");
        Node head =
                Boxes.styled(
                        Boxes.row(8, Labels.of(texts.of("page.settings"), "page-title")),
                        "page-head");
        root = Boxes.styled(Boxes.column(0, head, scroll), "page");
        Boxes.grow(root);
        Boxes.show(backups, false);
        subscription = frame.snapshotProperty().subscribe(now -> showState());
    }

    private static TextField amount() {
        TextField field = Boxes.styled(new TextField(), "amount");
        field.setPrefColumnCount(7);
        field.setMaxWidth(110);
        return field;
    }

    private Node section(String name, Node... content) {
        return rows.section(name, content);
    }

    private Node row(String name, Node... controls) {
        return rows.row(name, controls);
    }

    private Node look() {
        Segments<ThemeChoice> theme =
                new Segments<>(
                        List.of(ThemeChoice.values()),
                        preferences.themeProperty().get(),
                        one -> texts.of("theme." + one.name().toLowerCase(Locale.ROOT)));
        theme.chosenProperty().subscribe(preferences.themeProperty()::set);
        Choice<Locale> language = new Choice<>(Texts.LANGUAGES, one -> one.getDisplayLanguage(one));
        language.setValue(texts.locale());
        language.valueProperty()
                .subscribe(chosen -> {
                    if (chosen != null && !chosen.equals(texts.locale())) {
                        preferences.languageProperty().set(chosen);
                    }
                });
        return section("look", row("theme", theme), row("language", language));
    }

    private Node gateway() {
        return section(
                "gateway",
                row("state", state, toggle),
                row("port", port),
                row("bind", bind, Buttons.plain(texts.of("settings.move"), null, this::move)));
    }

    private Node records() {
        return section(
                "records",
                row("days", days),
                row("most", records, Buttons.plain(texts.of("save"), null, this::keep)));
    }

    private Node backups() {
        return section(
                "backups",
                row(
                        "backup",
                        Buttons.plain(texts.of("settings.backup.now"), Feather.SAVE, this::backUp)),
                backups);
    }

    private void showState() {
        boolean running = !frame.baseUrl().isEmpty();
        state.setText(running ? texts.of("gateway.running") : texts.of("gateway.stopped"));
        toggle.setText(texts.of(running ? "pause" : "resume"));
    }

    private void toggle() {
        toggle.setDisable(true);
        Runnable done =
                () -> {
                    toggle.setDisable(false);
                    frame.refresh();
                };
        if (frame.baseUrl().isEmpty()) {
            model.resume(done);
        } else {
            model.pause(done);
        }
    }

    private void move() {
        String text = port.getText().strip();
        boolean fits = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT;
        String to = bind.getValue();
        if (!fits || to == null) {
            tools.toasts().say(texts.of("settings.port.wrong"));
            return;
        }
        model.move(to, Integer.parseInt(text), frame::refresh, tools.toasts()::say);
    }

    private void keep() {
        String first = days.getText().strip();
        String second = records.getText().strip();
        if (!first.matches(NUMBER) || !second.matches(NUMBER)) {
            tools.toasts().say(texts.of("number.wrong"));
            return;
        }
        model.keep(
                new SettingsViewModel.Kept(Integer.parseInt(first), Integer.parseInt(second)),
                kept -> {
                    show(kept);
                    tools.toasts().say(texts.of("settings.saved"));
                },
                tools.toasts()::say);
    }

    private void show(SettingsViewModel.Kept kept) {
        days.setText(Integer.toString(kept.days()));
        records.setText(Integer.toString(kept.records()));
    }

    private void backUp() {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("syngate-backup.zip");
        File file = chooser.showSaveDialog(root.getScene().getWindow());
        if (file != null) {
            model.backUp(
                    file.toPath(),
                    () -> tools.toasts().say(texts.of("balance.written", file.getName())),
                    tools.toasts()::say);
        }
    }

    private void showBackups(List<SettingsViewModel.Backup> found) {
        backups.getChildren().clear();
        Boxes.show(backups, !found.isEmpty());
        for (SettingsViewModel.Backup one : found) {
            backups.getChildren()
                    .add(
                            Boxes.styled(
                                    Boxes.row(
                                            8,
                                            Labels.of(new File(one.file()).getName(), "mono"),
                                            Boxes.spacer(),
                                            Labels.whole(
                                                    tools.figures().count(one.size()) + " B",
                                                    "secondary")),
                                    "step"));
        }
    }

    @Override
    public Region root() {
        return root;
    }

    @Override
    public void shown() {
        port.setText(Integer.toString(model.port()));
        bind.setValue(model.bind().equals("0.0.0.0") ? "0.0.0.0" : "127.0.0.1");
        model.retention(this::show);
        model.backups(this::showBackups);
        program.load();
    }

    @Override
    public void close() {
        subscription.unsubscribe();
    }
}
