package dev.syngate.ui.frame;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Name, gateway, what is going on, and the look of the window.
final class TopBar extends HBox {
    private static final double ROOMY = 1180;
    private static final double USUAL = 1040;
    private static final double TIGHT = 920;
    private final Label name = Labels.whole("Syngate", "brand-name");
    private final HBox brand = Boxes.styled(Boxes.row(10, Icons.mark(), name), "brand");

    private final GatewayPill pill;
    private final Button jumper;
    private final HBox reach = Boxes.row(0);
    private final HBox running = Boxes.row(12);
    private @Nullable Boolean shared;
    private final Subscription subscription;

    /// @param showLog shows what the program itself has to say
    /// @param jump opens the palette
    TopBar(
            Texts texts,
            Figures figures,
            FrameViewModel model,
            WindowPreferences preferences,
            Runnable showLog,
            Runnable jump) {
        super(12);
        getStyleClass().add("top-bar");
        Label inFlight = Labels.whole("", "secondary");
        Label today = Labels.whole("", "secondary");
        Label spent = Labels.whole("", "medium");
        today.setText(texts.of("today"));
        jumper = Boxes.styled(new Button("", jumperLine(texts)), "jumper");
        jumper.setAccessibleText(texts.of("palette.prompt"));
        jumper.setOnAction(event -> jump.run());
        pill = new GatewayPill(texts, model, showLog);
        subscription =
                model.snapshotProperty()
                        .subscribe(now -> {
                            inFlight.setText(texts.of("in.flight", now.inFlight()));
                            spent.setText(figures.brief(now.costToday()));
                            showReach(texts, model);
                        });
        running.getChildren().addAll(Boxes.divider(), inFlight);
        setMinWidth(0);
        getChildren()
                .addAll(
                        brand,
                        pill,
                        reach,
                        running,
                        Boxes.spacer(),
                        jumper,
                        Boxes.row(6, today, spent),
                        Boxes.divider(),
                        new LookMenu(texts, preferences));
    }

    private static HBox jumperLine(Texts texts) {
        return Boxes.row(
                8,
                Icons.small(Feather.SEARCH),
                Labels.of(texts.of("palette.jump"), "muted"),
                Labels.whole("Ctrl K", "caption"));
    }

    /// Who can call: this computer, or its networks too.
    private void showReach(Texts texts, FrameViewModel model) {
        boolean now = model.isShared();
        if (shared != null && shared == now) {
            return;
        }
        shared = now;
        Label words =
                now
                        ? Labels.pill(texts.of("gateway.shared"), "warning")
                        : Labels.whole(texts.of("gateway.only.here"), "secondary");
        Node sign = Icons.small(now ? Feather.WIFI : Feather.LOCK);
        reach.getChildren()
                .setAll(now ? words : Boxes.styled(Boxes.row(6, sign, words), "top-item"));
    }

    void close() {
        subscription.unsubscribe();
        pill.close();
    }

    /// Leaves out what there is no room for, the least needed first.
    ///
    /// @param narrow whether the sidebar below is narrow
    void fit(boolean narrow, double width) {
        Boxes.show(name, !narrow);
        brand.pseudoClassStateChanged(Sidebar.NARROW, narrow);
        Boxes.show(jumper, width > ROOMY);
        Boxes.show(reach, width > USUAL);
        Boxes.show(running, width > TIGHT);
    }
}
