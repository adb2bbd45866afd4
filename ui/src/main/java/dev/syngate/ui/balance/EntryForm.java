package dev.syngate.ui.balance;

import dev.syngate.money.Money;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/// Money for an account, or a correction.
final class EntryForm implements DrawerForm.Form<Map<String, Object>> {
    private static final String ADJUSTMENT = "adjustment";
    private final Texts texts;
    private final Segments<String> kind;
    private final TextField amount = Boxes.styled(new TextField(), "amount");
    private final TextField note = new TextField();
    private final Field amountField;
    private final Field noteField;

    EntryForm(Texts texts) {
        this.texts = texts;
        kind =
                new Segments<>(
                        List.of("top_up", "trial_credit", ADJUSTMENT),
                        "top_up",
                        one -> texts.of("entry." + one));
        amountField = new Field(texts.of("balance.form.amount"), amount);
        noteField = new Field(texts.of("balance.form.note"), note);
        amount.setPromptText("25.00");
        kind.chosenProperty()
                .subscribe(chosen ->
                        amountField.hint(
                                chosen.equals(ADJUSTMENT) ? texts.of("balance.form.minus") : ""));
    }

    /// Whether the text is an amount above zero.
    static boolean isAmount(String text) {
        try {
            Money money = Money.ofDollars(text);
            return !money.isNegative() && !money.isZero();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public List<Node> fields() {
        return List.of(new Field(texts.of("balance.form.kind"), kind), amountField, noteField);
    }

    @Override
    public Node first() {
        return amount;
    }

    @Override
    public @Nullable Map<String, Object> check() {
        String text = amount.getText().strip();
        boolean may = kind.chosenProperty().get().equals(ADJUSTMENT);
        boolean fits = isAmount(may && text.startsWith("-") ? text.substring(1) : text);
        amountField.error(fits ? "" : texts.of("keys.form.amount.wrong"));
        boolean said = !may || !note.getText().isBlank();
        noteField.error(said ? "" : texts.of("balance.form.note.missing"));
        return fits && said
                ? Map.of(
                        "kind", kind.chosenProperty().get(), "amount", text, "note", note.getText())
                : null;
    }

    @Override
    public @Nullable Field field(String param) {
        return switch (param) {
            case "amount" -> amountField;
            case "note" -> noteField;
            default -> null;
        };
    }
}
