package dev.syngate.ui.page;

import dev.syngate.ui.parts.Overlay;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;

/// What every page works with.
///
/// @param openLink opens an address outside the window
public record PageTools(
        Texts texts,
        Figures figures,
        Overlay overlay,
        Toasts toasts,
        Navigation navigation,
        Consumer<String> openLink) {}
