package dev.syngate.ui.frame;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

/// Name, gateway, what is going on, and the look of the window.
final class TopBar extends HBox {
    private final Label name = Labels.whole("Syngate", "brand-name");
    private final HBox brand = Boxes.styled(Boxes.row(10, Icons.mark(), name), "brand");

    private final GatewayPill pill;
    private final Subscription subscription;

    TopBar(Texts texts, Figures figures, FrameViewModel model, WindowPreferences preferences) {
        super(12);
        getStyleClass().add("top-bar");
        Label inFlight = Labels.whole("", "secondary");
        Label today = Labels.whole("", "secondary");
        Label spent = Labels.whole("", "medium");
        today.setText(texts.of("today"));
        pill = new GatewayPill(texts, model);
        subscription =
                model.snapshotProperty()
                        .subscribe(now -> {
                            inFlight.setText(texts.of("in.flight", now.inFlight()));
                            spent.setText(figures.brief(now.costToday()));
                        });
        getChildren()
                .addAll(
                        brand,
                        pill,
                        GatewayPill.lock(texts),
                        Boxes.divider(),
                        inFlight,
                        Boxes.spacer(),
                        Boxes.row(6, today, spent),
                        Boxes.divider(),
                        new LookMenu(texts, preferences));
    }

    void close() {
        subscription.unsubscribe();
        pill.close();
    }

    void narrow(boolean narrow) {
        Boxes.show(name, !narrow);
        brand.pseudoClassStateChanged(Sidebar.NARROW, narrow);
    }
}
