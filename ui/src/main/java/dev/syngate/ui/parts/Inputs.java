package dev.syngate.ui.parts;

import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/// What a person can change below a node.
final class Inputs {
    private Inputs() {}

    private record Input(Observable source, Supplier<@Nullable Object> value) {}

    private static Stream<Input> below(Node node) {
        return switch (node) {
            case TextInputControl text -> Stream.of(new Input(text.textProperty(), text::getText));
            case ComboBoxBase<?> box -> Stream.of(new Input(box.valueProperty(), box::getValue));
            case ToggleButton on -> Stream.of(new Input(on.selectedProperty(), on::isSelected));
            case CheckBox on -> Stream.of(new Input(on.selectedProperty(), on::isSelected));
            case ToggleSwitch on -> Stream.of(new Input(on.selectedProperty(), on::isSelected));
            case TokenField field ->
                    Stream.concat(
                            Stream.of(new Input(field.tokens(), () -> List.copyOf(field.tokens()))),
                            inside(field));
            case PickList list ->
                    Stream.of(new Input(list.picked(), () -> new TreeSet<>(list.picked())));
            case Control _ -> Stream.of();
            case Parent parent -> inside(parent);
            default -> Stream.of();
        };
    }

    private static Stream<Input> inside(Parent parent) {
        return parent.getChildrenUnmodifiable().stream().flatMap(Inputs::below);
    }

    /// All values, in order; equal as long as nothing was changed.
    static List<String> values(Node node) {
        return below(node).map(input -> Objects.toString(input.value().get())).toList();
    }

    static void onChange(Node node, Runnable changed) {
        below(node).forEach(input -> input.source().addListener(source -> changed.run()));
    }
}
