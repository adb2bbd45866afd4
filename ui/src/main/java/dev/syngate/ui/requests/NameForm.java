package dev.syngate.ui.requests;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// Asks for the name of a filter.
final class NameForm implements DrawerForm.Form<String> {
    private static final int LONGEST = 30;
    private final Texts texts;
    private final TextField name = new TextField();
    private final Field field;
    private final List<Node> fields;

    NameForm(Texts texts, String terms) {
        this.texts = texts;
        field = new Field(texts.of("requests.view.name"), name);
        fields = List.of(field, Labels.of(terms, "mono"));
    }

    @Override
    public List<Node> fields() {
        return fields;
    }

    @Override
    public Node first() {
        return name;
    }

    @Override
    public @Nullable String check() {
        String typed = name.getText().strip();
        boolean fits = !typed.isEmpty() && typed.length() <= LONGEST;
        field.error(fits ? "" : texts.of("requests.view.name.missing"));
        return fits ? typed : null;
    }
}
