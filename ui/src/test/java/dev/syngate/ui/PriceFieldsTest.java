package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ui.parts.PriceFields;
import dev.syngate.ui.texts.Texts;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import tools.jackson.databind.node.MissingNode;

class PriceFieldsTest {
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aPriceHoldsFromTheBeginningOfTheDayWhereThePersonIs() {
        Fx.run(() -> {
            PriceFields price =
                    new PriceFields(
                                    Texts.in(Locale.ENGLISH),
                                    MissingNode.getInstance(),
                                    "Costs nothing")
                            .timed(ZoneId.of("Asia/Ho_Chi_Minh"));
            price.first().setText("2");
            ((TextField) Objects.requireNonNull(price.find("output")).lookup(".text-field"))
                    .setText("8");
            ((DatePicker) Objects.requireNonNull(price.find("valid_from")).lookup(".date-picker"))
                    .setValue(LocalDate.of(2026, 12, 1));
            assertThat(price.changed())
                    .containsEntry("input", "2")
                    .containsEntry("valid_from", "2026-11-30T17:00:00Z");
        });
    }
}
