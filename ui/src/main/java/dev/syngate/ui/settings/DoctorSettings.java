package dev.syngate.ui.settings;

import dev.syngate.doctor.Check;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Looks at everything that Syngate needs, and adds up the ledger.
final class DoctorSettings {
    private final PageTools tools;
    private final Texts texts;
    private final SettingsViewModel model;
    private final VBox found = Boxes.styled(Boxes.column(0), "card", "steps");
    private final HBox state = Boxes.row(8);
    private final Button check;
    private final CopyButton copy;
    private String report = "";

    DoctorSettings(PageTools tools, SettingsViewModel model) {
        this.tools = tools;
        this.texts = tools.texts();
        this.model = model;
        check = Buttons.plain(texts.of("doctor.check"), Feather.ACTIVITY, this::check);
        copy = CopyButton.labelled(texts, texts.of("doctor.copy"), () -> report);
        Boxes.show(found, false);
        Boxes.show(copy, false);
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        return List.of(
                rows.section(
                        "doctor",
                        rows.row("check", state, copy, check),
                        rows.row(
                                "ledger",
                                Buttons.plain(
                                        texts.of("balance.verify"), Feather.CHECK, this::verify)),
                        SettingRows.named(
                                texts.of("settings.version"),
                                model.version(),
                                CopyButton.icon(texts, texts.of("copy"), model::version)),
                        SettingRows.named(
                                texts.of("settings.folder"),
                                model.dataDir(),
                                CopyButton.icon(texts, texts.of("copy"), model::dataDir))),
                found);
    }

    private void check() {
        check.setDisable(true);
        state.getChildren().setAll(new Spinner());
        model.doctor(
                checks -> {
                    over();
                    show(checks);
                },
                message -> {
                    over();
                    Boxes.show(found, true);
                    found.getChildren().setAll(new Note("danger", message));
                });
    }

    private void over() {
        check.setDisable(false);
        state.getChildren().clear();
    }

    private void show(List<Check> checks) {
        report = checks.stream().map(Check::line).collect(Collectors.joining("\n"));
        Boxes.show(found, true);
        Boxes.show(copy, true);
        found.getChildren().setAll(checks.stream().map(this::line).toList());
    }

    private Node line(Check one) {
        Node sign =
                switch (one.state()) {
                    case OK -> Boxes.styled(Icons.small(Feather.CHECK), "success");
                    case WARN -> Boxes.styled(Icons.small(Feather.ALERT_TRIANGLE), "warning");
                    case FAIL -> Boxes.styled(Icons.small(Feather.X), "danger");
                };
        sign.setAccessibleText(texts.of("doctor.state." + one.state().word()));
        Label name = Labels.of(one.name(), "medium");
        name.setMinWidth(150);
        name.setMaxWidth(150);
        VBox words = Boxes.grow(Boxes.column(2, wrapped(one.found(), "secondary-strong")));
        if (!one.advice().isEmpty()) {
            words.getChildren().add(wrapped(one.advice(), "secondary"));
        }
        return Boxes.styled(Boxes.row(10, sign, name, words), "step");
    }

    private static Label wrapped(String text, String style) {
        Label label = Labels.of(text, style);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private void verify() {
        model.verifyLedger(
                (ok, words) ->
                        tools.toasts()
                                .say(
                                        ok
                                                ? texts.of("balance.verified", words)
                                                : texts.of("balance.differs", words)),
                tools.toasts()::say);
    }
}
