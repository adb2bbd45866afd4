package dev.syngate.ui.parts;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ComboBoxListViewSkin;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.jspecify.annotations.Nullable;

/// One of some values, shown by their names; among many a part of the name finds it.
///
/// @param <T> what is chosen
public final class Choice<T> extends SearchableComboBox<T> {
    /// So many are seen at a glance.
    private static final int FEW = 8;

    private static final double NARROWEST = 80;

    public Choice(List<T> values, Function<T, String> name) {
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(NARROWEST);
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

    @Override
    protected Skin<?> createDefaultSkin() {
        return getItems().size() > FEW
                ? super.createDefaultSkin()
                : new ComboBoxListViewSkin<>(this);
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
