package dev.syngate.ui.page;

import dev.syngate.ui.parts.ColumnChoices;
import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.parts.WorkBar;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;

/// What every page works with.
///
/// @param work shows what takes its time
/// @param columns remembers which columns of tables are hidden
/// @param openLink opens an address outside the window
public record PageTools(
        Texts texts,
        Figures figures,
        Overlay overlay,
        Toasts toasts,
        WorkBar work,
        Navigation navigation,
        ColumnChoices columns,
        Consumer<String> openLink) {}
