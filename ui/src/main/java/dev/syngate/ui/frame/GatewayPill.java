package dev.syngate.ui.frame;

import atlantafx.base.controls.Popover;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The gateway's state and address, with a copy button and, behind the arrow, all its addresses.
final class GatewayPill extends HBox {
    private final Texts texts;
    private final FrameViewModel model;
    private final HBox stateBox = Boxes.styled(Boxes.row(8), "part");
    private final Label address = Labels.whole("", "mono");
    private final HBox addressBox;
    private final Button more;
    private final Subscription subscription;

    GatewayPill(Texts texts, FrameViewModel model) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("gateway-pill");
        CopyButton copy = CopyButton.icon(texts, texts.of("gateway.copy"), model::baseUrl);
        addressBox = Boxes.styled(Boxes.row(4, address, copy), "part", "address");
        more = Buttons.icon(Feather.CHEVRON_DOWN, texts.of("gateway.more"), this::showAddresses);
        more.getStyleClass().add("more");
        getChildren().addAll(stateBox, addressBox, more);
        subscription = model.snapshotProperty().map(GatewaySnapshot::state).subscribe(this::show);
    }

    void close() {
        subscription.unsubscribe();
    }

    private void show(GatewayState state) {
        String tone =
                switch (state) {
                    case GatewayState.Running ignored -> "success";
                    case GatewayState.Starting ignored -> "warning";
                    case GatewayState.Stopped ignored -> "off";
                    case GatewayState.PortTaken ignored -> "danger";
                    case GatewayState.Failed ignored -> "danger";
                };
        String words =
                switch (state) {
                    case GatewayState.Running ignored -> texts.of("gateway.running");
                    case GatewayState.Starting ignored -> texts.of("gateway.starting");
                    case GatewayState.Stopped ignored -> texts.of("gateway.stopped");
                    case GatewayState.PortTaken taken ->
                            texts.of("gateway.port", Integer.toString(taken.port()));
                    case GatewayState.Failed failed -> texts.of("gateway.failed", failed.reason());
                };
        stateBox.getChildren().setAll(Labels.dot(tone), Labels.of(words, "medium"));
        switch (state) {
            case GatewayState.PortTaken _ ->
                    offer(texts.of("gateway.another.port"), model::useAnotherPort);
            case GatewayState.Stopped _, GatewayState.Failed _ ->
                    offer(texts.of("resume"), model::resume);
            case GatewayState.Running _, GatewayState.Starting _ -> {}
        }
        boolean running = state instanceof GatewayState.Running;
        address.setText(model.baseUrl());
        Boxes.show(addressBox, running);
        Boxes.show(more, running);
        getStyleClass().remove("danger");
        if (tone.equals("danger")) {
            getStyleClass().add("danger");
        }
    }

    /// What can be done about a gateway that does not run.
    private void offer(String name, Runnable action) {
        stateBox.getChildren().add(Buttons.link(name, action));
    }

    private void showAddresses() {
        if (!(model.snapshotProperty().get().state() instanceof GatewayState.Running running)) {
            return;
        }
        VBox content =
                Boxes.column(
                        12,
                        addressRow(texts.of("gateway.for.openai"), running.baseUrl()),
                        addressRow(texts.of("gateway.for.root"), running.address()),
                        Labels.of(texts.of("gateway.key.always"), "hint"));
        Popover popover = new Popover();
        content.getChildren()
                .add(
                        Buttons.small(
                                texts.of("gateway.pause"),
                                Feather.PAUSE,
                                () -> {
                                    popover.hide();
                                    model.pause();
                                }));
        content.getStyleClass().add("addresses");
        popover.setContentNode(content);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.show(more);
    }

    private Node addressRow(String name, String url) {
        HBox row = Boxes.row(8, Labels.whole(url, "mono"), Boxes.spacer());
        row.getChildren().add(CopyButton.icon(texts, texts.of("gateway.copy"), () -> url));
        return Boxes.column(2, Labels.of(name, "field-name"), row);
    }

    static Node lock(Texts texts) {
        return Boxes.styled(
                Boxes.row(
                        6,
                        Icons.small(Feather.LOCK),
                        Labels.whole(texts.of("gateway.only.here"), "secondary")),
                "top-item");
    }
}
