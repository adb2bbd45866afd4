package dev.syngate.ui.requests;

import dev.syngate.ui.parts.DrawerForm;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import java.time.LocalDate;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.DatePicker;
import org.jspecify.annotations.Nullable;

/// Asks for the first and the last day of a time; also on other pages.
public final class DatesForm implements DrawerForm.Form<DatesForm.Dates> {
    private final Texts texts;
    private final DatePicker first = new DatePicker();
    private final DatePicker last = new DatePicker();
    private final Field firstField;
    private final Field lastField;

    public DatesForm(Texts texts) {
        this.texts = texts;
        firstField = new Field(texts.of("range.first"), first);
        lastField = new Field(texts.of("range.last"), last);
        first.setMaxWidth(Double.MAX_VALUE);
        last.setMaxWidth(Double.MAX_VALUE);
    }

    /// Days; the last belongs to them.
    public record Dates(LocalDate first, LocalDate last) {}

    @Override
    public List<Node> fields() {
        return List.of(firstField, lastField);
    }

    @Override
    public Node first() {
        return first;
    }

    @Override
    public @Nullable Dates check() {
        LocalDate from = first.getValue();
        LocalDate to = last.getValue();
        firstField.error(from == null ? texts.of("range.missing") : "");
        boolean wrong = to == null || (from != null && to.isBefore(from));
        lastField.error(wrong ? texts.of(to == null ? "range.missing" : "range.wrong") : "");
        return from == null || to == null || wrong ? null : new Dates(from, to);
    }
}
