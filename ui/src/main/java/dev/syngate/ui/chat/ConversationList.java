package dev.syngate.ui.chat;

import atlantafx.base.controls.CustomTextField;
import dev.syngate.history.Conversation;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Spinner;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The conversations by day, with search.
final class ConversationList extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final InstantSource clock;
    private final Toasts toasts;
    private final CustomTextField search = new CustomTextField();
    private final VBox lines = new VBox(2);

    ConversationList(
            Texts texts, Figures figures, ChatViewModel model, InstantSource clock, Toasts toasts) {
        super(8);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.clock = clock;
        this.toasts = toasts;
        getStyleClass().add("conversations");
        search.setLeft(Icons.small(Feather.SEARCH));
        search.setPromptText(texts.of("chat.search"));
        search.getStyleClass().add("small-field");
        search.textProperty().bindBidirectional(model.searchProperty());
        Button create = Buttons.icon(Feather.PLUS, texts.of("chat.new"), model::create);
        create.getStyleClass().addAll("plain", "small", "square");
        create.getStyleClass().remove("flat-icon");
        ScrollPane scroll = Boxes.grow(new ScrollPane(lines));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().addAll(Boxes.row(8, Boxes.grow(search), create), scroll);
        model.conversations().addListener((ListChangeListener<Conversation>) change -> rebuild());
        model.currentProperty().subscribe(now -> rebuild());
    }

    void focusSearch() {
        search.requestFocus();
    }

    private void rebuild() {
        lines.getChildren().clear();
        String day = "";
        for (Conversation conversation : model.conversations()) {
            String itsDay = day(conversation.updated());
            if (!itsDay.equals(day)) {
                day = itsDay;
                lines.getChildren().add(Labels.of(day, "nav-heading"));
            }
            lines.getChildren().add(line(conversation));
        }
        if (lines.getChildren().isEmpty()) {
            boolean searching = !model.searchProperty().get().isBlank();
            Label nothing =
                    Labels.of(texts.of(searching ? "chat.none.found" : "chat.none.yet"), "hint");
            nothing.setWrapText(true);
            lines.getChildren().add(nothing);
        }
    }

    private String day(Instant when) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), figures.zone());
        LocalDate that = LocalDate.ofInstant(when, figures.zone());
        if (that.equals(today)) {
            return texts.of("day.today");
        }
        return texts.of(that.equals(today.minusDays(1)) ? "day.yesterday" : "day.earlier");
    }

    private Node line(Conversation conversation) {
        Label title = Labels.of(conversation.title(), "title");
        Node sign =
                model.isRunning(conversation.id())
                        ? new Spinner()
                        : Labels.whole(
                                figures.recent(conversation.updated(), clock.instant()), "time");
        HBox content = Boxes.row(8, title, Boxes.spacer(), sign);
        Button line = Boxes.styled(new Button("", content), "conversation");
        line.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        line.setAccessibleText(conversation.title());
        line.setMaxWidth(Double.MAX_VALUE);
        line.setPrefWidth(100);
        content.prefWidthProperty().bind(line.widthProperty().subtract(16));
        content.maxWidthProperty().bind(line.widthProperty().subtract(16));
        boolean open = conversation.id().equals(model.currentProperty().get().id());
        line.pseudoClassStateChanged(SELECTED, open);
        line.setOnAction(event -> model.open(conversation));
        MenuItem remove = new MenuItem(texts.of("remove"));
        remove.setOnAction(event -> remove(conversation));
        line.setContextMenu(new ContextMenu(remove));
        line.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE) {
                remove(conversation);
            }
        });
        return line;
    }

    private void remove(Conversation conversation) {
        model.remove(conversation);
        toasts.undoable(
                texts.of("chat.removed", conversation.title()), () -> model.restore(conversation));
    }
}
