package dev.syngate.ui.balance;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// The fields of an account.
final class AccountForm implements DrawerForm.Form<Map<String, Object>> {
    private final Texts texts;
    private final TextField name = new TextField();
    private final Segments<String> mode;
    private final TextField low = new TextField();
    private final Field nameField;
    private final Field lowField;

    /// @param old what is filled in already; null for a new account
    AccountForm(Texts texts, @Nullable AccountRow old) {
        this.texts = texts;
        String first = old == null || old.prepaid() ? "prepaid" : "unlimited";
        mode =
                new Segments<>(
                        List.of("prepaid", "unlimited"),
                        first,
                        one -> texts.of("balance.mode." + one));
        nameField = new Field(texts.of("balance.column.name"), name);
        lowField = new Field(texts.of("balance.form.low"), low);
        lowField.hint(texts.of("balance.form.low.hint"));
        low.getStyleClass().add("amount");
        if (old != null) {
            name.setText(old.name());
            name.setDisable(old.isLocal());
            low.setText(old.lowBalance() == null ? "" : old.lowBalance().dollars());
        }
    }

    @Override
    public List<Node> fields() {
        return List.of(nameField, new Field(texts.of("balance.form.mode"), mode), lowField);
    }

    @Override
    public Node first() {
        return name;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        boolean named = !name.getText().isBlank();
        nameField.error(named ? "" : texts.of("providers.form.missing"));
        String amount = low.getText().strip();
        boolean fits = amount.isEmpty() || EntryForm.isAmount(amount);
        lowField.error(fits ? "" : texts.of("keys.form.amount.wrong"));
        if (!named || !fits) {
            return null;
        }
        Map<String, Object> draft = new LinkedHashMap<>();
        if (!name.isDisabled()) {
            draft.put("name", name.getText().strip());
        }
        draft.put("mode", mode.chosenProperty().get());
        draft.put("low_balance", amount.isEmpty() ? "none" : amount);
        return draft;
    }

    @Override
    public @Nullable Field field(String param) {
        return switch (param) {
            case "name" -> nameField;
            case "low_balance" -> lowField;
            default -> null;
        };
    }
}
