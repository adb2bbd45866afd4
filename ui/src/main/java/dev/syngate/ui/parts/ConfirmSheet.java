package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Asks before something that can't be undone: what it means, and the two ways to go on.
public final class ConfirmSheet extends VBox {
    private static final double WIDTH = 440;
    private final Overlay overlay;
    private final Button cancel;

    /// @param title the question
    /// @param more what happens then
    /// @param go the name of what is done
    public ConfirmSheet(
            Texts texts, Overlay overlay, String title, String more, String go, Runnable action) {
        this.overlay = overlay;
        Label words = Labels.of(more, "secondary-strong");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        cancel = Buttons.plain(texts.of("cancel"), null, overlay::hide);
        Button sure =
                Buttons.primary(
                        go,
                        null,
                        () -> {
                            overlay.hide();
                            action.run();
                        });
        getChildren()
                .addAll(
                        Boxes.styled(
                                Boxes.column(12, Labels.of(title, "sheet-title"), words),
                                "sheet-body"),
                        Boxes.styled(Boxes.row(8, Boxes.spacer(), cancel, sure), "sheet-foot"));
    }

    public void show() {
        overlay.showSheet(this, WIDTH, cancel, overlay::hide);
    }
}
