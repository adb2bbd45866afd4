package dev.syngate.ui.frame;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The newest warnings of the program, to read and to copy.
final class LogSheet extends VBox {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 320;
    private final PageTools tools;
    private final Button close;

    LogSheet(PageTools tools, List<ProgramLog.Line> lines) {
        this.tools = tools;
        Texts texts = tools.texts();
        close = Buttons.primary(texts.of("close"), null, tools.overlay()::hide);
        VBox shown = Boxes.styled(Boxes.column(0), "card", "steps");
        lines.forEach(line -> shown.getChildren().add(line(line)));
        if (lines.isEmpty()) {
            shown.getChildren()
                    .add(
                            Boxes.styled(
                                    new VBox(Labels.of(texts.of("log.empty"), "secondary")),
                                    "step"));
        }
        ScrollPane scroll = new ScrollPane(shown);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(HEIGHT);
        VBox body =
                Boxes.styled(
                        Boxes.column(12, Labels.of(texts.of("log.title"), "sheet-title"), scroll),
                        "sheet-body");
        String all =
                lines.stream()
                        .map(line -> line.time() + " " + line.text())
                        .collect(Collectors.joining("\n"));
        getChildren()
                .addAll(
                        body,
                        Boxes.styled(
                                Boxes.row(
                                        8,
                                        CopyButton.labelled(texts, texts.of("copy"), () -> all),
                                        Boxes.spacer(),
                                        close),
                                "sheet-foot"));
    }

    private VBox line(ProgramLog.Line line) {
        Label words = Labels.of(line.text(), line.severe() ? "danger-text" : "secondary-strong");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        return Boxes.styled(
                Boxes.column(2, Labels.of(tools.figures().dateTime(line.time()), "caption"), words),
                "step");
    }

    void show() {
        tools.overlay().showSheet(this, WIDTH, close, tools.overlay()::hide);
    }
}
