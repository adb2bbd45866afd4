package dev.syngate.ui.providers;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// The fields of another key of a provider.
final class ProviderKeyForm implements DrawerForm.Form<Map<String, Object>> {
    private final Texts texts;
    private final PasswordField key = new PasswordField();
    private final TextField label = new TextField();
    private final TextField weight = new TextField("1");
    private final Field keyField;
    private final Field labelField;
    private final Field weightField;

    private final boolean isNew;

    /// @param old what is filled in already; null for another key
    ProviderKeyForm(Texts texts, ProviderRow.@Nullable Key old) {
        this.texts = texts;
        this.isNew = old == null;
        if (old != null) {
            key.setPromptText(texts.of("providers.form.key.kept"));
            label.setText(old.label());
            weight.setText(Integer.toString(old.weight()));
        }
        keyField = new Field(texts.of("providers.form.api_key"), key);
        labelField = new Field(texts.of("providers.keys.label"), label);
        labelField.hint(texts.of("providers.keys.label.hint"));
        weightField = new Field(texts.of("providers.form.weight"), weight);
        weightField.hint(texts.of("providers.keys.weight.hint"));
    }

    @Override
    public List<Node> fields() {
        return List.of(keyField, labelField, weightField);
    }

    @Override
    public Node first() {
        return isNew ? key : label;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean there = !isNew || !key.getText().isBlank();
        boolean whole = weight.getText().strip().matches("[0-9]{1,6}");
        keyField.error(there ? "" : texts.of("providers.form.missing"));
        weightField.error(whole ? "" : texts.of("number.wrong"));
        if (!there || !whole) {
            return null;
        }
        Map<String, Object> draft = new LinkedHashMap<>();
        if (!key.getText().isBlank()) {
            draft.put("api_key", key.getText().strip());
        }
        draft.put("weight", Integer.valueOf(weight.getText().strip()));
        if (!label.getText().isBlank()) {
            draft.put("label", label.getText().strip());
        }
        return draft;
    }

    @Override
    public Field field(String param) {
        return switch (param) {
            case "label" -> labelField;
            case "weight" -> weightField;
            default -> keyField;
        };
    }
}
