package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestFilter;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// The terms of a filter as tokens, and the one that is being typed with what would complete it.
///
/// Enter or a space makes a token of what was typed, Backspace in the empty field opens the last
/// one again.
final class FilterField extends HBox {
    private static final PseudoClass FOCUS_WITHIN = PseudoClass.getPseudoClass("focus-within");
    private static final int MOST_PROPOSALS = 10;

    private final Texts texts;
    private final ObservableList<String> terms = FXCollections.observableArrayList();
    private final HBox tokens = Boxes.row(6);
    private final TextField input = new TextField();
    private final ContextMenu proposals = new ContextMenu();
    private final Function<String, List<String>> completions;

    /// @param completions what a term that begins like this may become
    FilterField(Texts texts, Function<String, List<String>> completions) {
        super(6);
        this.texts = texts;
        this.completions = completions;
        getStyleClass().addAll("token-field", "filter-field");
        input.setPromptText(texts.of("requests.filter"));
        input.setAccessibleText(texts.of("requests.filter.name"));
        HBox.setHgrow(input, Priority.ALWAYS);
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        input.textProperty().subscribe((before, now) -> propose());
        input.focusedProperty()
                .subscribe(focused -> {
                    pseudoClassStateChanged(FOCUS_WITHIN, focused);
                    if (!focused) {
                        proposals.hide();
                    }
                });
        terms.addListener((ListChangeListener<String>) change -> showTokens());
        Button clear = Buttons.icon(Feather.X, texts.of("requests.filter.clear"), this::clear);
        clear.visibleProperty()
                .bind(
                        javafx.beans.binding.Bindings.isNotEmpty(terms)
                                .or(input.textProperty().isNotEmpty()));
        getChildren().addAll(Icons.small(Feather.FILTER), tokens, input, clear);
        Boxes.show(tokens, false);
    }

    ObservableList<String> terms() {
        return terms;
    }

    TextField input() {
        return input;
    }

    /// Replaces the terms by those of the text.
    void set(String filter) {
        terms.setAll(RequestFilter.words(filter));
    }

    private void clear() {
        input.clear();
        terms.clear();
        input.requestFocus();
    }

    private void press(KeyEvent event) {
        String typed = input.getText();
        boolean inQuotes = typed.chars().filter(c -> c == '"').count() % 2 == 1;
        boolean ends =
                event.getCode() == KeyCode.ENTER || (event.getCode() == KeyCode.SPACE && !inQuotes);
        if (ends && !typed.isBlank()) {
            commit(typed);
            event.consume();
        } else if (event.getCode() == KeyCode.BACK_SPACE && typed.isEmpty() && !terms.isEmpty()) {
            String last = terms.removeLast();
            input.setText(last);
            input.end();
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN && !proposals.isShowing()) {
            propose();
        }
    }

    private void commit(String typed) {
        List<String> now = new ArrayList<>(terms);
        RequestFilter.words(typed).stream().filter(word -> !now.contains(word)).forEach(now::add);
        input.clear();
        terms.setAll(now);
    }

    private void propose() {
        String typed = input.getText();
        List<String> found = typed.isBlank() ? List.of() : completions.apply(typed);
        proposals
                .getItems()
                .setAll(found.stream().limit(MOST_PROPOSALS).map(this::proposal).toList());
        if (found.isEmpty() || !input.isFocused() || input.getScene().getWindow() == null) {
            proposals.hide();
        } else if (!proposals.isShowing()) {
            proposals.show(input, Side.BOTTOM, 0, 4);
        }
    }

    private MenuItem proposal(String completed) {
        MenuItem item = new MenuItem("", Labels.of(completed, "mono"));
        item.setOnAction(event -> {
            boolean whole = !completed.endsWith(":") && !completed.endsWith(">");
            if (whole) {
                commit(completed);
            } else {
                input.setText(completed);
                input.end();
            }
        });
        return item;
    }

    private void showTokens() {
        tokens.getChildren().setAll(terms.stream().map(this::token).toList());
        Boxes.show(tokens, !terms.isEmpty());
    }

    private Node token(String term) {
        Button cross = new Button("", Icons.small(Feather.X));
        cross.setAccessibleText(texts.of("remove.one", term));
        cross.setOnAction(event -> terms.remove(term));
        return Boxes.styled(Boxes.row(4, Labels.of(term), cross), "token");
    }
}
