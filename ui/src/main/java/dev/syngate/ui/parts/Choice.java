package dev.syngate.ui.parts;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// One of a few values, shown by their names.
///
/// @param <T> what is chosen
public final class Choice<T> extends ComboBox<T> {
    public Choice(List<T> values, Function<T, String> name) {
        setMaxWidth(Double.MAX_VALUE);
        setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable T one) {
                        return one == null ? "" : name.apply(one);
                    }

                    @Override
                    public T fromString(String text) {
                        throw new UnsupportedOperationException("this list can't be typed into");
                    }
                });
        getItems().setAll(values);
    }

    /// Chooses the first value that has the name; none: nothing changes.
    public Choice<T> choose(Function<T, String> name, String wanted) {
        getItems().stream()
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .ifPresent(this::setValue);
        return this;
    }
}
