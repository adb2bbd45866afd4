package dev.syngate.ui.chat;

import atlantafx.base.controls.CustomTextField;
import dev.syngate.history.Conversation;
import dev.syngate.history.Heading;
import dev.syngate.ui.chat.ConversationCell.Row;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/// The conversations, pinned ones first, then by day, with search. However many there are, only
/// those in sight have nodes.
final class ConversationList extends VBox {
    private final Texts texts;
    private final Figures figures;
    private final ChatViewModel model;
    private final InstantSource clock;
    private final Toasts toasts;
    private final Runnable opened;
    private final CustomTextField search = new CustomTextField();
    private final ListView<Row> rows = new ListView<>();
    private final Label nothing = new Label();
    private final ListChangeListener<Heading> listener = change -> rebuild();
    private final Subscription subscription;
    private String open = "";

    /// @param opened runs when a conversation was opened here
    ConversationList(
            Texts texts,
            Figures figures,
            ChatViewModel model,
            InstantSource clock,
            Toasts toasts,
            Runnable opened) {
        super(8);
        this.texts = texts;
        this.figures = figures;
        this.model = model;
        this.clock = clock;
        this.toasts = toasts;
        this.opened = opened;
        getStyleClass().add("conversations");
        search.setLeft(Icons.small(Feather.SEARCH));
        search.setPromptText(texts.of("chat.search"));
        search.getStyleClass().add("small-field");
        search.textProperty().bindBidirectional(model.searchProperty());
        Button create =
                Buttons.icon(
                        Feather.PLUS,
                        texts.of("chat.new"),
                        () -> {
                            model.create();
                            opened.run();
                        });
        create.getStyleClass().addAll("plain", "small", "square");
        create.getStyleClass().remove("flat-icon");
        nothing.setWrapText(true);
        nothing.getStyleClass().add("hint");
        rows.setPlaceholder(nothing);
        rows.setFocusTraversable(false);
        rows.getStyleClass().add("conversation-rows");
        rows.setCellFactory(view -> new ConversationCell(this));
        getChildren().addAll(Boxes.row(8, Boxes.grow(search), create), Boxes.grow(rows));
        model.conversations().addListener(listener);
        subscription = model.currentProperty().subscribe(this::showOpen);
        rebuild();
    }

    void dispose() {
        model.conversations().removeListener(listener);
        subscription.unsubscribe();
        search.textProperty().unbindBidirectional(model.searchProperty());
    }

    void focusSearch() {
        search.requestFocus();
    }

    private void showOpen(Conversation now) {
        if (!now.id().equals(open)) {
            open = now.id();
            rows.refresh();
        }
    }

    private void rebuild() {
        List<Row> all = new ArrayList<>();
        String heading = "";
        List<Heading> pinned = model.conversations().stream().filter(Heading::pinned).toList();
        List<Heading> filed =
                model.conversations().stream()
                        .filter(one -> !one.pinned() && !one.folder().isEmpty())
                        .sorted(
                                Comparator.comparing(
                                        Heading::folder, String.CASE_INSENSITIVE_ORDER))
                        .toList();
        List<Heading> others =
                model.conversations().stream()
                        .filter(one -> !one.pinned() && one.folder().isEmpty())
                        .toList();
        for (List<Heading> part : List.of(pinned, filed, others)) {
            for (Heading conversation : part) {
                String its = heading(conversation);
                if (!its.equals(heading)) {
                    heading = its;
                    all.add(new Row.Section(heading));
                }
                all.add(new Row.Line(conversation, model.isRunning(conversation.id())));
            }
        }
        boolean searching = !model.searchProperty().get().isBlank();
        nothing.setText(texts.of(searching ? "chat.none.found" : "chat.none.yet"));
        rows.getItems().setAll(all);
    }

    private String heading(Heading conversation) {
        if (conversation.pinned()) {
            return texts.of("chat.pinned");
        }
        return conversation.folder().isEmpty()
                ? day(conversation.updated())
                : conversation.folder();
    }

    private String day(Instant when) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), figures.zone());
        LocalDate that = LocalDate.ofInstant(when, figures.zone());
        if (that.equals(today)) {
            return texts.of("day.today");
        }
        return texts.of(that.equals(today.minusDays(1)) ? "day.yesterday" : "day.earlier");
    }

    Texts texts() {
        return texts;
    }

    String time(Heading conversation) {
        return figures.recent(conversation.updated(), clock.instant());
    }

    String title(Heading conversation) {
        if (!conversation.title().isEmpty()) {
            return conversation.title();
        }
        String draft = conversation.draft().strip().lines().findFirst().orElse("");
        return draft.isEmpty() ? texts.of("chat.new") : texts.of("chat.draft", draft);
    }

    boolean isOpen(Heading conversation) {
        return conversation.id().equals(model.currentProperty().get().id());
    }

    void open(Heading conversation) {
        model.keepDraft();
        model.open(conversation);
        opened.run();
    }

    void pin(Heading conversation) {
        model.pin(conversation, !conversation.pinned());
    }

    void rename(Heading conversation, String title) {
        model.rename(conversation, title);
    }

    List<String> folders() {
        return model.folders();
    }

    void move(Heading conversation, String folder) {
        model.move(conversation, folder);
    }

    void remove(Heading conversation) {
        model.remove(conversation);
        toasts.undoable(
                texts.of("chat.removed", title(conversation)), () -> model.restore(conversation));
    }
}
