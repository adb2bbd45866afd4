package dev.syngate.ui.page;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Says above what a page shows that it could not be read, and reads it again. FX thread only.
public final class TroubleNote extends VBox {
    private final Texts texts;
    private final Runnable again;
    private PageState shown = new PageState.Loading();

    /// @param again reads what is on the page
    public TroubleNote(Texts texts, Runnable again) {
        this.texts = texts;
        this.again = again;
        getStyleClass().add("page-note");
        Boxes.show(this, false);
    }

    /// Shows itself when the page failed. The same failure, told anew, leaves the button as it is,
    /// with its focus.
    public void show(PageState state) {
        if (state.equals(shown)) {
            return;
        }
        shown = state;
        Boxes.show(this, state instanceof PageState.Failed);
        if (state instanceof PageState.Failed failed) {
            getChildren()
                    .setAll(
                            new Note("danger", texts.of("page.failed", failed.reason()))
                                    .with(
                                            Buttons.small(
                                                    texts.of("page.again"),
                                                    Feather.REFRESH_CW,
                                                    again)));
        }
    }
}
