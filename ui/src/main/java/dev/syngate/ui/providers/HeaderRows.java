package dev.syngate.ui.providers;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Names and values of headers, one a line.
final class HeaderRows extends VBox {
    private final Texts texts;
    private final VBox lines = Boxes.column(6);

    HeaderRows(Texts texts) {
        super(6);
        this.texts = texts;
        getChildren()
                .addAll(
                        lines,
                        Boxes.row(
                                0,
                                Buttons.small(
                                        texts.of("providers.form.headers.add"),
                                        Feather.PLUS,
                                        () -> add("", "").requestFocus())));
    }

    private TextField add(String name, String value) {
        TextField left = Boxes.grow(new TextField(name));
        left.setPromptText("X-Project");
        left.setAccessibleText(texts.of("providers.form.headers.name"));
        TextField right = Boxes.grow(new TextField(value));
        right.setPromptText(texts.of("providers.form.headers.value"));
        right.setAccessibleText(texts.of("providers.form.headers.value"));
        HBox line = Boxes.row(6, left, right);
        line.getChildren()
                .add(
                        Buttons.icon(
                                Feather.X,
                                texts.of("providers.form.headers.remove"),
                                () -> lines.getChildren().remove(line)));
        lines.getChildren().add(line);
        return left;
    }

    void set(Map<String, String> headers) {
        lines.getChildren().clear();
        headers.forEach(this::add);
    }

    /// The headers; a line without a name is none.
    Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (var line : lines.getChildren()) {
            TextField name = (TextField) ((HBox) line).getChildren().getFirst();
            TextField value = (TextField) ((HBox) line).getChildren().get(1);
            if (!name.getText().isBlank()) {
                all.put(name.getText().strip(), value.getText().strip());
            }
        }
        return all;
    }
}
