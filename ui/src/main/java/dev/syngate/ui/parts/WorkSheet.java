package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// Work that takes a while: how far it is, and a way to give it up where there is one. FX thread
/// only.
public final class WorkSheet extends VBox {
    private static final double WIDTH = 420;
    private final Overlay overlay;
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Button cancel;
    private volatile boolean cancelled;

    public WorkSheet(Texts texts, Overlay overlay, String title) {
        this.overlay = overlay;
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(title);
        cancel = Buttons.plain(texts.of("cancel"), null, this::cancel);
        getChildren()
                .addAll(
                        Boxes.styled(
                                Boxes.column(12, Labels.of(title, "sheet-title"), bar),
                                "sheet-body"),
                        Boxes.styled(Boxes.row(8, Boxes.spacer(), cancel), "sheet-foot"));
    }

    public void show() {
        overlay.showSheet(this, WIDTH, cancel, this::cancel);
    }

    /// Tells how far the work is; answers whether it is still wanted.
    ///
    /// @param share 0 to 1
    public boolean progress(double share) {
        bar.setProgress(share);
        return !cancelled;
    }

    private void cancel() {
        cancelled = true;
        overlay.hide();
    }

    /// The work is over; what comes of it happens only if nobody has given it up.
    public void done(Runnable then) {
        if (!cancelled) {
            overlay.hide();
            then.run();
        }
    }
}
