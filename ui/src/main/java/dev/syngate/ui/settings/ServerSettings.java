package dev.syngate.ui.settings;

import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Where the gateway listens, and whether.
final class ServerSettings {
    private static final List<String> BINDS = List.of("127.0.0.1", "0.0.0.0");
    private static final int HIGHEST_PORT = 65535;
    private final Texts texts;
    private final SettingsViewModel model;
    private final FrameViewModel frame;
    private final Label state = Labels.of("", "secondary");
    private final TextField port = Boxes.styled(new TextField(), "amount");
    private final Choice<String> bind;
    private final Button toggle;
    private final Button apply;
    private final VBox trouble = new VBox();

    /// @param keep ends a subscription with the page
    ServerSettings(
            PageTools tools,
            SettingsViewModel model,
            FrameViewModel frame,
            Consumer<Subscription> keep) {
        this.texts = tools.texts();
        this.model = model;
        this.frame = frame;
        bind = new Choice<>(BINDS, one -> texts.of("settings.bind." + one));
        bind.setAccessibleText(texts.of("settings.bind"));
        toggle = Buttons.plain("", null, this::toggle);
        apply = Buttons.plain(texts.of("settings.move"), null, this::move);
        port.setMaxWidth(90);
        port.setAccessibleText(texts.of("settings.port"));
        port.setOnAction(event -> move());
        port.textProperty().subscribe(text -> offer());
        bind.valueProperty().subscribe(chosen -> offer());
        Boxes.show(trouble, false);
        keep.accept(frame.snapshotProperty().subscribe(now -> show(now.state())));
    }

    List<Node> cards() {
        SettingRows rows = new SettingRows(texts);
        return List.of(
                rows.section(
                        "gateway",
                        rows.row("state", state, toggle),
                        rows.row("port", port),
                        rows.row("bind", bind, apply)),
                trouble);
    }

    /// Shows what holds now.
    void shown() {
        port.setText(Integer.toString(model.port()));
        bind.setValue(model.bind().startsWith("127.") ? BINDS.getFirst() : BINDS.getLast());
        offer();
    }

    private void offer() {
        boolean same =
                port.getText().strip().equals(Integer.toString(model.port()))
                        && model.bind().equals(bind.getValue());
        apply.setDisable(same);
    }

    private void show(GatewayState now) {
        boolean running = !frame.baseUrl().isEmpty();
        state.setText(
                switch (now) {
                    case GatewayState.Running _ -> texts.of("gateway.running");
                    case GatewayState.Starting _ -> texts.of("gateway.starting");
                    case GatewayState.Paused _ -> texts.of("gateway.paused");
                    case GatewayState.Stopped _ -> texts.of("gateway.stopped");
                    case GatewayState.PortTaken taken ->
                            texts.of("gateway.port", Integer.toString(taken.port()));
                    case GatewayState.Failed failed -> texts.of("gateway.failed", failed.reason());
                });
        toggle.setText(texts.of(running ? "pause" : "resume"));
    }

    private void toggle() {
        if (frame.baseUrl().isEmpty()) {
            frame.resume();
        } else {
            frame.pause();
        }
    }

    private void move() {
        String text = port.getText().strip();
        boolean fits = text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_PORT;
        String to = bind.getValue();
        Boxes.show(trouble, !fits);
        if (!fits || to == null) {
            trouble.getChildren().setAll(new Note("danger", texts.of("settings.port.wrong")));
            return;
        }
        apply.setDisable(true);
        frame.move(to, Integer.parseInt(text), this::offer);
    }
}
