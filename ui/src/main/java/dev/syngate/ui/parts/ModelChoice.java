package dev.syngate.ui.parts;

import java.util.List;
import org.controlsfx.control.SearchableComboBox;

/// One of many names, found by typing a part of it.
public final class ModelChoice extends SearchableComboBox<String> {
    public ModelChoice(List<String> names) {
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(80);
        getItems().setAll(names);
    }
}
