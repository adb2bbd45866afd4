package dev.syngate.ui.frame;

import atlantafx.base.controls.Popover;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Texts;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Everything about the gateway, below the button that opens it: its addresses, whether it answers,
/// its pause and its log.
final class GatewayPopover {
    private static final double GAP = 4;
    private final Texts texts;
    private final FrameViewModel model;
    private final Runnable showLog;
    private final Popover popover = new Popover();

    GatewayPopover(Texts texts, FrameViewModel model, Runnable showLog) {
        this.texts = texts;
        this.model = model;
        this.showLog = showLog;
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.setDetachable(false);
        popover.setHeaderAlwaysVisible(false);
        popover.setAnimated(false);
    }

    /// Opens it below the node, or closes it.
    void toggle(Node below) {
        if (popover.isShowing()) {
            popover.hide();
            return;
        }
        popover.setContentNode(content());
        Bounds place = below.localToScreen(below.getBoundsInLocal());
        popover.show(below, place.getCenterX(), place.getMaxY() + GAP);
    }

    void hide() {
        popover.hide();
    }

    private VBox content() {
        VBox content = Boxes.styled(Boxes.column(12), "addresses");
        GatewayState state = model.snapshotProperty().get().state();
        if (state instanceof GatewayState.Running running) {
            content.getChildren()
                    .addAll(
                            address("gateway.for.openai", running.baseUrl()),
                            address("gateway.for.root", running.address()));
            model.networkAddresses()
                    .forEach(url -> content.getChildren().add(address("gateway.for.network", url)));
            content.getChildren().add(Labels.of(texts.of("gateway.key.always"), "hint"));
        } else {
            content.getChildren().add(Labels.of(texts.of("gateway.no.address"), "secondary"));
        }
        content.getChildren().addAll(test(), actions(state));
        return content;
    }

    private Node address(String name, String url) {
        HBox row = Boxes.row(8, Labels.whole(url, "mono"), Boxes.spacer());
        row.getChildren().add(CopyButton.icon(texts, texts.of("gateway.copy"), () -> url));
        return Boxes.column(2, Labels.of(texts.of(name), "field-name"), row);
    }

    private Node test() {
        Label found = Labels.of("", "secondary");
        found.setWrapText(true);
        found.setMaxWidth(320);
        HBox row = Boxes.row(8);
        row.getChildren()
                .addAll(
                        Buttons.small(
                                texts.of("gateway.test"),
                                Feather.ACTIVITY,
                                () -> {
                                    row.getChildren().set(1, new Spinner());
                                    model.test(
                                            nanos -> {
                                                found.setText(answered(nanos));
                                                row.getChildren().set(1, found);
                                            },
                                            trouble -> {
                                                found.setText(
                                                        texts.of("gateway.test.failed", trouble));
                                                row.getChildren().set(1, found);
                                            });
                                }),
                        found);
        return row;
    }

    private String answered(long nanos) {
        return texts.of("gateway.test.ok", String.format(Locale.ROOT, "%.1f", nanos / 1e6));
    }

    private Node actions(GatewayState state) {
        boolean listens =
                state instanceof GatewayState.Running || state instanceof GatewayState.Starting;
        return Boxes.row(
                8,
                Buttons.small(
                        texts.of(listens ? "gateway.pause" : "gateway.resume"),
                        listens ? Feather.PAUSE : Feather.PLAY,
                        () -> {
                            popover.hide();
                            if (listens) {
                                model.pause();
                            } else {
                                model.resume();
                            }
                        }),
                Buttons.small(
                        texts.of("gateway.log"),
                        Feather.FILE_TEXT,
                        () -> {
                            popover.hide();
                            showLog.run();
                        }));
    }
}
