package dev.syngate.ui.keys;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import javafx.scene.control.DatePicker;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// When a key stops working.
final class ExpiryChoice extends VBox {
    private static final int[] DAYS = {7, 30, 90};
    private final Texts texts;
    private final Figures figures;
    private final Supplier<Instant> now;
    private final ToggleGroup group = new ToggleGroup();
    private final DatePicker date = new DatePicker();
    private final ToggleButton never;
    private final ToggleButton custom;
    private final Field field;
    private @Nullable Duration span;
    private @Nullable Instant kept;

    ExpiryChoice(Texts texts, Figures figures, Supplier<Instant> now) {
        HBox chips = Boxes.row(8);
        field = new Field(texts.of("keys.form.expires"), Boxes.column(8, chips, date));
        getChildren().add(field);
        this.texts = texts;
        this.figures = figures;
        this.now = now;
        never = chip(texts.of("never"), null);
        custom = chip(texts.of("keys.form.custom"), null);
        chips.getChildren().add(never);
        for (int days : DAYS) {
            chips.getChildren().add(chip(texts.of("days", days), Duration.ofDays(days)));
        }
        chips.getChildren().add(custom);
        date.setMaxWidth(Double.MAX_VALUE);
        date.setPromptText(texts.of("keys.form.custom.prompt"));
        date.valueProperty().subscribe(day -> describe());
        group.selectedToggleProperty()
                .subscribe((before, chosen) -> {
                    if (chosen == null && before != null) {
                        before.setSelected(true);
                    }
                });
        never.setSelected(true);
        describe();
    }

    private ToggleButton chip(String name, @Nullable Duration length) {
        ToggleButton chip = Boxes.styled(new ToggleButton(name), "chip", "square");
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setToggleGroup(group);
        chip.setOnAction(event -> {
            span = length;
            describe();
        });
        return chip;
    }

    private void describe() {
        Boxes.show(date, custom.isSelected());
        Instant expires = expires();
        field.error("");
        field.hint(
                expires == null
                        ? ""
                        : texts.of("keys.form.expires.at", figures.longDateTime(expires)));
    }

    /// Shows an expiry that was chosen before; null: never.
    void set(@Nullable Instant expires) {
        if (expires != null) {
            custom.setSelected(true);
            kept = expires;
            date.setValue(LocalDate.ofInstant(expires.minusNanos(1), figures.zone()));
            describe();
        }
    }

    /// Shows what is wrong; answers whether nothing is.
    boolean check() {
        if (!custom.isSelected()) {
            return true;
        }
        Instant expires = expires();
        boolean fits = expires != null && (expires.equals(kept) || expires.isAfter(now.get()));
        field.error(fits ? "" : texts.of("keys.form.custom.wrong"));
        return fits;
    }

    /// The moment, at the end of the chosen day; null: never.
    @Nullable Instant expires() {
        if (custom.isSelected()) {
            LocalDate day = date.getValue();
            boolean untouched =
                    kept != null
                            && LocalDate.ofInstant(kept.minusNanos(1), figures.zone()).equals(day);
            if (untouched || day == null) {
                return day == null ? null : kept;
            }
            return day.plusDays(1).atStartOfDay(figures.zone()).toInstant();
        }
        return span == null ? null : now.get().plus(span);
    }
}
