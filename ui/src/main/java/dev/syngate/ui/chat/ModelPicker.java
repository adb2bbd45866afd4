package dev.syngate.ui.chat;

import atlantafx.base.controls.CustomTextField;
import atlantafx.base.controls.Popover;
import dev.syngate.billing.Price;
import dev.syngate.billing.Unit;
import dev.syngate.call.Capability;
import dev.syngate.money.Money;
import dev.syngate.routing.Model;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Lets a person find a model by its name, its other names or its provider; the last used come
/// first.
final class ModelPicker {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 320;
    private static final double ROW = 44;

    private final Texts texts;
    private final Figures figures;
    private final AskableModels models;
    private final ListView<Model> list = new ListView<>();
    private final FilteredList<Model> found;
    private final CustomTextField search = new CustomTextField();
    private final Popover popover = new Popover();
    private final Consumer<String> chosen;

    /// @param shown those that can be chosen, in their order
    ModelPicker(
            Texts texts,
            Figures figures,
            AskableModels models,
            List<Model> shown,
            Consumer<String> chosen) {
        this.texts = texts;
        this.figures = figures;
        this.models = models;
        this.chosen = chosen;
        found = new FilteredList<>(FXCollections.observableArrayList(shown));
        search.setLeft(Icons.small(Feather.SEARCH));
        search.setPromptText(texts.of("models.search"));
        search.textProperty().subscribe(this::filter);
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        list.setItems(found);
        list.setFixedCellSize(ROW);
        list.setPrefSize(WIDTH, HEIGHT);
        list.setPlaceholder(Labels.of(texts.of("models.none"), "hint"));
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> choose());
        list.getSelectionModel().selectFirst();
        VBox content = Boxes.styled(Boxes.column(8, search, list), "model-picker");
        popover.setContentNode(content);
        popover.setArrowLocation(Popover.ArrowLocation.BOTTOM_LEFT);
        popover.setDetachable(false);
    }

    void showAt(Node owner) {
        popover.show(owner);
        search.requestFocus();
    }

    /// Whether all words occur in what the model is called.
    static boolean matches(Model model, String words) {
        String all =
                (model.id() + " " + model.aliases() + " " + model.routes())
                        .toLowerCase(Locale.ROOT);
        return List.of(words.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream()
                .allMatch(all::contains);
    }

    private void filter(String words) {
        found.setPredicate(one -> matches(one, words));
        list.getSelectionModel().selectFirst();
    }

    private void press(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            int to = at + (event.getCode() == KeyCode.DOWN ? 1 : -1);
            list.getSelectionModel().select(Math.clamp(to, 0, Math.max(0, found.size() - 1)));
            list.scrollTo(list.getSelectionModel().getSelectedIndex());
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            choose();
            event.consume();
        }
    }

    private void choose() {
        Model model = list.getSelectionModel().getSelectedItem();
        if (model != null) {
            popover.hide();
            chosen.accept(model.id());
        }
    }

    private final class Cell extends ListCell<Model> {
        Cell() {
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Model model, boolean empty) {
            super.updateItem(model, empty);
            setGraphic(model == null || empty ? null : content(model));
        }

        private Node content(Model model) {
            String providers = String.join(", ", models.providers(model));
            String context =
                    model.context() == null
                            ? providers
                            : texts.of("models.context", providers, figures.count(model.context()));
            HBox name = Boxes.row(8, Labels.of(model.id(), "medium"), Boxes.spacer());
            for (Capability one : Capability.values()) {
                if (model.traits().able().contains(one)) {
                    name.getChildren().add(icon(one));
                }
            }
            HBox facts = Boxes.row(8, Labels.of(context, "secondary"), Boxes.spacer());
            facts.getChildren().add(Labels.whole(price(model), "secondary"));
            return Boxes.column(0, name, facts);
        }

        private Node icon(Capability capability) {
            Node icon =
                    switch (capability) {
                        case VISION -> Icons.small(Feather.EYE);
                        case AUDIO -> Icons.small(Feather.MIC);
                        case VIDEO -> Icons.small(Feather.FILM);
                        case FILES -> Icons.small(Feather.FILE_TEXT);
                        case TOOLS -> Icons.small(Feather.TOOL);
                        case REASONING -> Icons.spark();
                        case STRUCTURED_OUTPUT -> Icons.small(Feather.CODE);
                        case IMAGE_OUTPUT -> Icons.small(Feather.IMAGE);
                        case AUDIO_OUTPUT -> Icons.small(Feather.VOLUME_2);
                    };
            String words = texts.of("ability." + capability.wireName());
            Tip.on(icon, words);
            icon.setAccessibleText(words);
            return Boxes.styled(icon, "ability");
        }

        private String price(Model model) {
            Price price = models.price(model);
            if (price == null) {
                return texts.of("cost.unknown");
            }
            return price.isFree()
                    ? texts.of("cost.free")
                    : texts.of(
                            "models.price",
                            figures.brief(
                                    Money.ofDollars(Price.dollars(price.rates().of(Unit.INPUT)))),
                            figures.brief(
                                    Money.ofDollars(Price.dollars(price.rates().of(Unit.OUTPUT)))));
        }
    }
}
