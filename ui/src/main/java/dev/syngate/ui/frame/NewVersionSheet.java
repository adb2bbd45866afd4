package dev.syngate.ui.frame;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Tells of a newer version and what is new in it; a person decides whether to get it.
public final class NewVersionSheet extends VBox {
    private static final double WIDTH = 480;
    private final PageTools tools;
    private final Button get;

    public NewVersionSheet(PageTools tools, NewVersion newer) {
        this.tools = tools;
        Texts texts = tools.texts();
        VBox changes = Boxes.column(8);
        for (String change : newer.changes()) {
            Label line = Labels.of("• " + change);
            line.setWrapText(true);
            line.setMinHeight(USE_PREF_SIZE);
            changes.getChildren().add(line);
        }
        get =
                Buttons.primary(
                        texts.of("settings.updates.get"),
                        Feather.EXTERNAL_LINK,
                        () -> {
                            tools.overlay().hide();
                            tools.openLink().accept(newer.page());
                        });
        getChildren()
                .addAll(
                        Boxes.styled(
                                Boxes.column(
                                        12,
                                        Labels.of(
                                                texts.of("settings.updates.newer", newer.version()),
                                                "sheet-title"),
                                        changes),
                                "sheet-body"),
                        Boxes.styled(
                                Boxes.row(
                                        8,
                                        Boxes.spacer(),
                                        Buttons.plain(
                                                texts.of("settings.updates.later"),
                                                null,
                                                tools.overlay()::hide),
                                        get),
                                "sheet-foot"));
    }

    public void show() {
        tools.overlay().showSheet(this, WIDTH, get, tools.overlay()::hide);
    }
}
