package dev.syngate.ui.frame;

import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.texts.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The gateway's state and address, with a copy button and, behind the arrow, all about it.
final class GatewayPill extends HBox {
    private final Texts texts;
    private final FrameViewModel model;
    private final HBox stateBox = Boxes.styled(Boxes.row(8), "part");
    private final Label address = Labels.whole("", "mono");
    private final HBox addressBox;
    private final GatewayPopover popover;
    private final Subscription subscription;

    /// @param showLog shows what the program itself has to say
    GatewayPill(Texts texts, FrameViewModel model, Runnable showLog) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("gateway-pill");
        popover = new GatewayPopover(texts, model, showLog);
        CopyButton copy = CopyButton.icon(texts, texts.of("gateway.copy"), model::baseUrl);
        addressBox = Boxes.styled(Boxes.row(4, address, copy), "part", "address");
        Button more = Buttons.icon(Feather.CHEVRON_DOWN, texts.of("gateway.more"), () -> {});
        more.setOnAction(event -> popover.toggle(more));
        more.getStyleClass().add("more");
        getChildren().addAll(stateBox, addressBox, more);
        subscription = model.snapshotProperty().map(GatewaySnapshot::state).subscribe(this::show);
    }

    void close() {
        popover.hide();
        subscription.unsubscribe();
    }

    private void show(GatewayState state) {
        Label words = Labels.of(words(state), "medium");
        words.setMaxWidth(360);
        stateBox.getChildren().setAll(sign(state), words);
        switch (state) {
            case GatewayState.PortTaken _ ->
                    offer(texts.of("gateway.another.port"), model::useAnotherPort);
            case GatewayState.Stopped _, GatewayState.Paused _ ->
                    offer(texts.of("resume"), model::resume);
            case GatewayState.Failed _ -> offer(texts.of("page.again"), model::resume);
            case GatewayState.Running _, GatewayState.Starting _ -> {}
        }
        address.setText(model.baseUrl());
        Boxes.show(addressBox, state instanceof GatewayState.Running);
        getStyleClass().remove("danger");
        if (state instanceof GatewayState.PortTaken || state instanceof GatewayState.Failed) {
            getStyleClass().add("danger");
        }
    }

    private static Node sign(GatewayState state) {
        return switch (state) {
            case GatewayState.Running _ -> Labels.dot("success");
            case GatewayState.Starting _ -> new Spinner();
            case GatewayState.Paused _ -> Labels.dot("warning");
            case GatewayState.Stopped _ -> Labels.dot("off");
            case GatewayState.PortTaken _, GatewayState.Failed _ -> Labels.dot("danger");
        };
    }

    private String words(GatewayState state) {
        return switch (state) {
            case GatewayState.Running _ -> texts.of("gateway.running");
            case GatewayState.Starting _ -> texts.of("gateway.starting");
            case GatewayState.Paused _ -> texts.of("gateway.paused");
            case GatewayState.Stopped _ -> texts.of("gateway.stopped");
            case GatewayState.PortTaken taken -> {
                String port = Integer.toString(taken.port());
                yield taken.holder().isEmpty()
                        ? texts.of("gateway.port", port)
                        : texts.of("gateway.port.by", port, taken.holder());
            }
            case GatewayState.Failed failed -> texts.of("gateway.failed", failed.reason());
        };
    }

    /// What can be done about a gateway that does not run.
    private void offer(String name, Runnable action) {
        stateBox.getChildren().add(Buttons.link(name, action));
    }
}
