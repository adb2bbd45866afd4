package dev.syngate.ui.chat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptLine;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.history.Conversation;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.frame.ThinkingShown;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// How the open conversation is asked, and how the cost of its last answer came about.
final class ParametersPane extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final ComboBox<String> models = new ComboBox<>();
    private final ComboBox<String> groups = new ComboBox<>();
    private final Segments<Effort> effort;
    private final TextArea system = new TextArea();
    private final TextField temperature = new TextField();
    private final TextField maxTokens = new TextField();
    private final PresetChoice presets;
    private final Field effortField;
    private final Field temperatureField;
    private final Field maxTokensField;
    private final VBox cost = new VBox();
    private final Subscription subscription;
    private boolean showing;

    ParametersPane(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            WindowPreferences preferences,
            Runnable close) {
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        getStyleClass().add("parameters");
        effort =
                new Segments<>(List.of(Effort.values()), Effort.DEFAULT, e -> texts.of(e.key()))
                        .even();
        effort.getStyleClass().add("small");
        system.setPrefRowCount(3);
        system.setWrapText(true);
        system.setPromptText(texts.of("parameters.system.none"));
        temperature.setPromptText(texts.of("parameters.default"));
        maxTokens.setPromptText(texts.of("parameters.default"));
        models.setMaxWidth(Double.MAX_VALUE);
        groups.setMaxWidth(Double.MAX_VALUE);
        temperatureField = new Field(texts.of("parameters.temperature"), temperature);
        maxTokensField = new Field(texts.of("parameters.longest"), maxTokens);
        presets = new PresetChoice(texts, model);
        effortField = new Field(texts.of("parameters.effort"), effort);
        HBox head =
                Boxes.row(
                        8,
                        Labels.of(texts.of("parameters"), "strong"),
                        Boxes.spacer(),
                        Buttons.icon(Feather.X, texts.of("close"), close));
        head.getStyleClass().add("pane-head");
        VBox fields =
                Boxes.column(
                        16,
                        new Field(texts.of("parameters.model"), models),
                        new Field(texts.of("preset"), presets),
                        new Field(texts.of("parameters.pays"), groups),
                        effortField,
                        new Field(texts.of("parameters.system"), system),
                        temperatureField,
                        maxTokensField,
                        new Field(texts.of("thinking.shown"), thinking(preferences)),
                        cost);
        fields.getStyleClass().add("pane-body");
        ScrollPane scroll = Boxes.grow(new ScrollPane(fields));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(head, scroll);
        listen();
        subscription = model.currentProperty().subscribe(this::show);
    }

    /// Lets go of the view model.
    void dispose() {
        subscription.unsubscribe();
    }

    private Segments<ThinkingShown> thinking(WindowPreferences preferences) {
        Segments<ThinkingShown> shown =
                new Segments<>(
                                List.of(ThinkingShown.values()),
                                preferences.thinkingProperty().get(),
                                one -> texts.of(one.key()))
                        .even();
        shown.getStyleClass().add("small");
        shown.chosenProperty()
                .addListener((property, before, now) -> preferences.thinkingProperty().set(now));
        return shown;
    }

    private void listen() {
        models.setOnAction(event -> useModel());
        groups.setOnAction(event -> change(now -> now.withGroup(groups.getValue())));
        effort.chosenProperty()
                .addListener((property, before, now) ->
                        change(parameters -> parameters.withEffort(now.value())));
        system.focusedProperty()
                .subscribe((before, focused) -> {
                    if (before && !focused) {
                        change(now -> now.withSystem(system.getText()));
                    }
                });
        temperature.textProperty().subscribe((before, text) -> readTemperature(text));
        maxTokens.textProperty().subscribe((before, text) -> readMaxTokens(text));
    }

    private void useModel() {
        if (!showing) {
            model.use(models.getValue());
        }
    }

    private void change(UnaryOperator<ChatParameters> how) {
        if (!showing) {
            model.setParameters(how.apply(model.currentProperty().get().parameters()));
        }
    }

    private void readTemperature(String text) {
        try {
            Double value = text.isBlank() ? null : Double.valueOf(text.strip());
            boolean fits = value == null || (value >= 0 && value <= 2);
            temperatureField.error(fits ? "" : texts.of("parameters.temperature.wrong"));
            if (fits) {
                change(now -> now.withTemperature(value));
            }
        } catch (NumberFormatException e) {
            temperatureField.error(texts.of("parameters.temperature.wrong"));
        }
    }

    private void readMaxTokens(String text) {
        try {
            Integer value = text.isBlank() ? null : Integer.valueOf(text.strip());
            boolean fits = value == null || value > 0;
            maxTokensField.error(fits ? "" : texts.of("parameters.longest.wrong"));
            if (fits) {
                change(now -> now.withMaxTokens(value));
            }
        } catch (NumberFormatException e) {
            maxTokensField.error(texts.of("parameters.longest.wrong"));
        }
    }

    private void show(Conversation conversation) {
        showing = true;
        ChatParameters parameters = conversation.parameters();
        models.getItems().setAll(model.models().list().stream().map(Model::id).toList());
        models.setValue(parameters.model());
        groups.getItems().setAll(model.models().groups());
        groups.setValue(parameters.group());
        presets.show(parameters);
        Boxes.show(effortField, model.models().efforts(parameters.model()).size() > 1);
        effort.chosenProperty().set(Effort.of(parameters.effort()));
        if (!system.isFocused()) {
            system.setText(parameters.system());
        }
        if (!temperature.isFocused()) {
            temperature.setText(
                    parameters.temperature() == null ? "" : parameters.temperature().toString());
        }
        if (!maxTokens.isFocused()) {
            maxTokens.setText(
                    parameters.maxTokens() == null ? "" : parameters.maxTokens().toString());
        }
        showCost(conversation);
        showing = false;
    }

    private void showCost(Conversation conversation) {
        cost.getChildren().clear();
        if (conversation.exchanges().isEmpty()) {
            return;
        }
        AnswerProgress last = conversation.thread().getLast().answer();
        if (last.receipt() != null && last.receipt().price() != null) {
            cost.getChildren().add(card(last.receipt(), conversation.parameters().group()));
        }
    }

    private Node card(Receipt receipt, String group) {
        VBox rows = Boxes.styled(new VBox(6), "card-body");
        for (ReceiptLine line : receipt.lines()) {
            String unit = texts.of("unit." + line.unit().name().toLowerCase(Locale.ROOT));
            String price = figures.exact(Money.ofDollars(Price.dollars(line.micros())));
            rows.getChildren()
                    .add(
                            row(
                                    unit + " " + figures.count(line.count()) + " × " + price,
                                    figures.exact(line.amount())));
        }
        rows.getChildren()
                .addAll(
                        row(texts.of("cost.list"), figures.exact(receipt.listPrice())),
                        row(texts.of("cost.group", group), "× " + receipt.multiplier().text()),
                        Boxes.styled(new Region(), "rule"),
                        Boxes.row(
                                8,
                                Labels.of(texts.of("cost.charged"), "strong", "secondary"),
                                Boxes.spacer(),
                                Labels.whole(
                                        figures.exact(receipt.charged()),
                                        "strong",
                                        "secondary-strong")));
        Node head =
                Boxes.styled(
                        Boxes.row(0, Labels.of(texts.of("cost.of.answer"), "strong")), "card-head");
        return Boxes.styled(Boxes.column(0, head, rows), "card");
    }

    private static HBox row(String name, String value) {
        return Boxes.row(
                8,
                Labels.of(name, "secondary"),
                Boxes.spacer(),
                Labels.whole(value, "secondary-strong"));
    }
}
