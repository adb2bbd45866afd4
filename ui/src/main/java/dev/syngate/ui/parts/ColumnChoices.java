package dev.syngate.ui.parts;

import java.util.Set;

/// Remembers which columns of a table a person does not want to see.
public interface ColumnChoices {
    /// The ids of the hidden columns.
    Set<String> hidden(String table);

    void hide(String table, Set<String> columns);
}
