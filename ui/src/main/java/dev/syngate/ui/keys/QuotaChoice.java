package dev.syngate.ui.keys;

import dev.syngate.billing.Quota;
import dev.syngate.money.Money;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.parts.Segments;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How much a key may spend.
final class QuotaChoice extends VBox {
    private final Texts texts;
    private final Segments<Boolean> limited;
    private final TextField amount = new TextField();
    private final Segments<Quota.Period> period;
    private final Field field;

    QuotaChoice(Texts texts) {
        this.texts = texts;
        HBox line = Boxes.row(8);
        field = new Field(texts.of("keys.form.quota"), line);
        getChildren().add(field);
        limited =
                new Segments<>(
                        List.of(false, true),
                        false,
                        on -> texts.of(on ? "keys.form.amount" : "unlimited"));
        period =
                new Segments<>(
                        List.of(Quota.Period.values()),
                        Quota.Period.MONTH,
                        one -> texts.of("period." + one.name().toLowerCase(Locale.ROOT)));
        amount.setPromptText("15.00");
        amount.setPrefColumnCount(5);
        amount.setMinWidth(50);
        amount.setAccessibleText(texts.of("keys.form.amount"));
        amount.getStyleClass().add("amount");
        Label dollar = new Label("$");
        dollar.getStyleClass().add("muted");
        HBox money = Boxes.row(4, dollar, Boxes.grow(amount));
        HBox.setHgrow(money, Priority.ALWAYS);
        line.getChildren().addAll(limited, money, period);
        limited.chosenProperty()
                .subscribe(on -> {
                    Boxes.show(money, on);
                    Boxes.show(period, on);
                    field.error("");
                });
    }

    /// Shows a quota that was chosen before; null: unlimited.
    void set(@Nullable Quota quota) {
        limited.chosenProperty().set(quota != null);
        if (quota != null) {
            amount.setText(quota.amount().dollars());
            period.chosenProperty().set(quota.period());
        }
    }

    /// Shows what is wrong; answers whether nothing is.
    boolean check() {
        try {
            quota();
            field.error("");
            return true;
        } catch (IllegalArgumentException e) {
            field.error(texts.of("keys.form.amount.wrong"));
            return false;
        }
    }

    /// The quota; null: unlimited.
    @Nullable Quota quota() {
        return limited.chosenProperty().get()
                ? new Quota(
                        Money.ofDollars(amount.getText().strip()), period.chosenProperty().get())
                : null;
    }
}
