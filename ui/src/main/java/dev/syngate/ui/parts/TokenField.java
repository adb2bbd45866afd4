package dev.syngate.ui.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A list of short texts: Enter, a comma or leaving the field adds what was typed, Backspace in the
/// empty field removes the last one.
public final class TokenField extends FlowPane {
    private static final int MOST_OFFERED = 12;
    private final ObservableList<String> tokens = FXCollections.observableArrayList();
    private final TextField input = new TextField();
    private final UnaryOperator<String> remove;
    private @Nullable Node offered;

    /// @param remove the name of the button that removes a token, with its place for the token
    public TokenField(String prompt, UnaryOperator<String> remove) {
        super(6, 4);
        this.remove = remove;
        getStyleClass().add("token-field");
        input.setPromptText(prompt);
        input.setPrefColumnCount(18);
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        input.textProperty()
                .subscribe(text -> {
                    if (text.contains(",")) {
                        add();
                    }
                });
        input.focusedProperty()
                .subscribe(focused -> {
                    pseudoClassStateChanged(PseudoClass.getPseudoClass("focus-within"), focused);
                    if (!focused) {
                        add();
                    }
                });
        tokens.addListener((ListChangeListener<String>) change -> rebuild());
        rebuild();
    }

    /// Offers names while a person types, and all of them to be ticked in a list.
    ///
    /// @param choose the name of that list
    public TokenField offering(String choose, List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        TextFields.bindAutoCompletion(input, request -> matching(names, request.getUserText()))
                .setOnAutoCompleted(completed -> add());
        offered = new TickList(choose, names, tokens);
        rebuild();
        return this;
    }

    private List<String> matching(List<String> names, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> !tokens.contains(name))
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST_OFFERED)
                .toList();
    }

    public ObservableList<String> tokens() {
        return tokens;
    }

    /// Where a person types.
    public TextField input() {
        return input;
    }

    private void press(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !input.getText().isBlank()) {
            add();
            event.consume();
        } else if (event.getCode() == KeyCode.BACK_SPACE
                && input.getText().isEmpty()
                && !tokens.isEmpty()) {
            tokens.removeLast();
            event.consume();
        }
    }

    private void add() {
        for (String part : input.getText().split("[,\\s]+")) {
            if (!part.isBlank() && !tokens.contains(part)) {
                tokens.add(part);
            }
        }
        if (!input.getText().isEmpty()) {
            input.clear();
        }
    }

    private void rebuild() {
        boolean typing = input.isFocused();
        List<Node> all = new ArrayList<>(tokens.stream().map(this::token).toList());
        all.add(input);
        if (offered != null) {
            all.add(offered);
        }
        getChildren().setAll(all);
        if (typing) {
            input.requestFocus();
        }
    }

    private Node token(String text) {
        Button cross = new Button("", Icons.small(Feather.X));
        cross.setAccessibleText(remove.apply(text));
        cross.setOnAction(event -> tokens.remove(text));
        HBox token = Boxes.row(4, Labels.whole(text), cross);
        return Boxes.styled(token, "token");
    }
}
