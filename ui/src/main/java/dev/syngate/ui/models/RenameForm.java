package dev.syngate.ui.models;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// Another id for a model.
final class RenameForm implements DrawerForm.Form<String> {
    private final Texts texts;
    private final TextField id;
    private final Field field;

    RenameForm(Texts texts, String old) {
        this.texts = texts;
        id = new TextField(old);
        field = new Field(texts.of("models.form.id"), id);
    }

    @Override
    public List<Node> fields() {
        return List.of(field);
    }

    @Override
    public Node first() {
        return id;
    }

    @Override
    public @Nullable String check() {
        boolean named = !id.getText().isBlank();
        field.error(named ? "" : texts.of("providers.form.missing"));
        return named ? id.getText().strip() : null;
    }

    @Override
    public Field field(String param) {
        return field;
    }
}
