package dev.syngate.ui.firstrun;

import dev.syngate.ui.firstrun.FirstRunViewModel.Found;
import dev.syngate.ui.firstrun.FirstRunViewModel.Step;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.providers.LocalServers;
import dev.syngate.ui.providers.Preset;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The first step: a pasted key or address becomes a provider once it was seen to work.
final class ProviderStep extends VBox {
    private final Texts texts;
    private final FirstRunViewModel model;
    private final Runnable ready;
    private final TextField address = Boxes.styled(new TextField(), "mono");
    private final PasswordField pasted = new PasswordField();
    private final Choice<Preset> whose = new Choice<>(Preset.ALL, Preset::name);
    private final Button check;
    private final VBox checklist = Boxes.styled(Boxes.column(0), "card", "steps");
    private final VBox trouble = new VBox();
    private List<String> models = List.of();

    /// @param ready runs when a provider works
    ProviderStep(Texts texts, FirstRunViewModel model, Runnable ready) {
        super(16);
        this.texts = texts;
        this.model = model;
        this.ready = ready;
        setAlignment(Pos.TOP_CENTER);
        pasted.getStyleClass().add("mono");
        address.setAccessibleText(texts.of("firstrun.address"));
        address.setOnAction(event -> add());
        prompt("firstrun.paste");
        Boxes.show(address, false);
        pasted.setOnAction(event -> add());
        whose.setPromptText(texts.of("firstrun.whose"));
        whose.setMaxWidth(170);
        whose.setMinWidth(170);
        check = Buttons.plain(texts.of("firstrun.check"), Feather.ACTIVITY, this::add);
        address.textProperty().subscribe(this::recognize);
        pasted.textProperty().subscribe(this::recognizePasted);
        FlowPane cards = new FlowPane(12, 12);
        for (Preset preset : model.inEnvironment()) {
            cards.getChildren()
                    .add(
                            card(
                                    Feather.TERMINAL,
                                    preset.variable(),
                                    texts.of("firstrun.environment"),
                                    () -> {
                                        begin();
                                        model.addFromEnvironment(preset, this::show, this::fail);
                                    }));
        }
        cards.getChildren()
                .add(
                        card(
                                Feather.BOX,
                                texts.of("firstrun.sandbox"),
                                texts.of("firstrun.sandbox.more"),
                                () -> {
                                    begin();
                                    model.useSandbox(this::show, this::fail);
                                }));
        model.localServers(found -> found.forEach(one -> cards.getChildren().addFirst(local(one))));
        Boxes.show(checklist, false);
        getChildren()
                .addAll(
                        Labels.of(texts.of("firstrun.provider.title"), "page-title"),
                        Labels.of(texts.of("firstrun.provider.more"), "muted"),
                        Boxes.column(8, address, Boxes.row(8, Boxes.grow(pasted), whose, check)),
                        trouble,
                        checklist,
                        Labels.of(texts.of("firstrun.or"), "secondary"),
                        cards);
    }

    private Button local(LocalServers.Found one) {
        return card(
                Feather.MONITOR,
                one.preset().name(),
                texts.of("firstrun.local", one.models()),
                () -> {
                    begin();
                    model.addLocal(one.preset(), this::show, this::fail);
                });
    }

    private Button card(Ikon icon, String name, String more, Runnable action) {
        Button card =
                new Button(
                        "",
                        Boxes.row(
                                12,
                                Icons.of(icon),
                                Boxes.column(
                                        2,
                                        Labels.of(name, "medium"),
                                        Labels.of(more, "secondary"))));
        card.getStyleClass().addAll("card", "choice-card");
        card.setAccessibleText(name);
        card.setOnAction(event -> action.run());
        return card;
    }

    private void prompt(String text) {
        pasted.setPromptText(texts.of(text));
        pasted.setAccessibleText(texts.of(text));
    }

    /// An address is no secret: it moves to a field of its own and leaves this one to its key.
    private void recognizePasted(String text) {
        if (text.strip().startsWith("http")) {
            pasted.clear();
            prompt("firstrun.its.key");
            address.setText(text.strip());
            Boxes.show(address, true);
            address.requestFocus();
            address.end();
        } else {
            recognize(text);
        }
    }

    private void recognize(String text) {
        FirstRunViewModel.detect(text).ifPresent(whose::setValue);
        boolean nothing = address.getText().isBlank() && pasted.getText().isBlank();
        check.setDisable(nothing);
        if (nothing && address.isVisible()) {
            pasted.requestFocus();
            Boxes.show(address, false);
            prompt("firstrun.paste");
        }
    }

    private void add() {
        Preset chosen = whose.getValue();
        String url = address.getText().strip();
        String key = pasted.getText().strip();
        if (url.isEmpty() && key.isEmpty()) {
            return;
        }
        if (chosen == null && url.isEmpty()) {
            fail(texts.of("firstrun.whose.missing"));
            return;
        }
        begin();
        Preset own = new Preset(texts.of("firstrun.own"), "openai-chat", url, "", "", "");
        model.addPasted(url, key, chosen == null ? own : chosen, this::show, this::fail);
    }

    private void begin() {
        trouble.getChildren().clear();
        Boxes.show(checklist, true);
        checklist
                .getChildren()
                .setAll(
                        line(
                                new Spinner(),
                                texts.of("providers.checking"),
                                Labels.of("", "secondary")));
    }

    private static Node line(Node sign, String name, Label found) {
        Label label = Labels.whole(name, "medium");
        label.setPrefWidth(110);
        found.setWrapText(true);
        found.setMinHeight(USE_PREF_SIZE);
        return Boxes.styled(Boxes.row(10, sign, label, Boxes.grow(found)), "step");
    }

    private void show(Found found) {
        checklist.getChildren().clear();
        for (Step step : found.steps()) {
            Node sign = Icons.small(step.ok() ? Feather.CHECK : Feather.X);
            sign.getStyleClass().add(step.ok() ? "success" : "danger");
            checklist
                    .getChildren()
                    .add(
                            line(
                                    sign,
                                    texts.of("providers.step." + step.question()),
                                    Labels.of(
                                            step.detail(),
                                            step.ok() ? "secondary" : "danger-text")));
        }
        models = found.models();
        if (found.ok()) {
            ready.run();
        }
    }

    private void fail(String message) {
        Boxes.show(checklist, false);
        trouble.getChildren().setAll(new Note("danger", message));
    }

    /// What can be asked now; empty: nothing works yet.
    List<String> models() {
        return models;
    }

    Node first() {
        return pasted;
    }
}
