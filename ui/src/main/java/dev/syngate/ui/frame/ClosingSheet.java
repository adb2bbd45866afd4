package dev.syngate.ui.frame;

import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Asks what becomes of the answers that run when the window is to be closed.
final class ClosingSheet extends VBox {
    private static final double WIDTH = 480;
    private final PageTools tools;
    private final Texts texts;
    private final Runnable close;
    private final Label title = Labels.of("", "sheet-title");
    private final Label more;
    private final HBox foot = Boxes.styled(Boxes.row(8), "sheet-foot");
    private final Button finish;
    private boolean waiting;

    /// @param close closes the window; answers that still run are stopped
    ClosingSheet(PageTools tools, Runnable close) {
        this.tools = tools;
        this.texts = tools.texts();
        this.close = close;
        more = Labels.of(texts.of("closing.more"), "muted");
        more.setWrapText(true);
        more.setMinHeight(USE_PREF_SIZE);
        finish = Buttons.primary(texts.of("closing.finish"), null, this::await);
        foot.getChildren()
                .addAll(
                        Buttons.plain(texts.of("closing.stop"), null, close),
                        Boxes.spacer(),
                        Buttons.plain(texts.of("closing.stay"), null, tools.overlay()::hide),
                        finish);
        getChildren().addAll(Boxes.styled(Boxes.column(8, title, more), "sheet-body"), foot);
    }

    void show(int running) {
        tell(running);
        tools.overlay().showSheet(this, WIDTH, finish, tools.overlay()::hide);
    }

    private void await() {
        waiting = true;
        foot.getChildren().set(0, Buttons.plain(texts.of("closing.stop"), null, close));
        foot.getChildren().set(3, new Spinner());
        more.setText(texts.of("closing.waiting"));
    }

    /// Says how many answers still run; after the last one the window closes if that was wanted.
    void tell(int running) {
        title.setText(texts.of("closing.title", running));
        if (running == 0 && isShown()) {
            if (waiting) {
                close.run();
            } else {
                tools.overlay().hide();
            }
        }
    }

    private boolean isShown() {
        return getScene() != null && tools.overlay().isShown();
    }
}
