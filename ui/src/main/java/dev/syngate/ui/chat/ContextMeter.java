package dev.syngate.ui.chat;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// How much of what its model can read a conversation has filled.
final class ContextMeter extends HBox {
    private static final PseudoClass NEARLY_FULL = PseudoClass.getPseudoClass("nearly-full");
    private static final double WIDTH = 56;
    private static final double NEARLY = 0.85;
    private final Texts texts;
    private final Figures figures;
    private final Region filled = Boxes.styled(new Region(), "filled");
    private final StackPane bar = Boxes.styled(new StackPane(filled), "bar");
    private final Label words = Labels.whole("", "secondary");

    ContextMeter(Texts texts, Figures figures) {
        super(8);
        this.texts = texts;
        this.figures = figures;
        setAlignment(Pos.CENTER_LEFT);
        StackPane.setAlignment(filled, Pos.CENTER_LEFT);
        getStyleClass().add("context-meter");
        getChildren().addAll(bar, words);
    }

    /// @param most what the model can read; null: unknown
    void show(long tokens, @Nullable Long most) {
        Boxes.show(this, tokens > 0);
        Boxes.show(bar, most != null);
        if (most == null) {
            words.setText(texts.of("tokens", tokens));
            Tip.on(this, texts.of("context.unknown"));
            return;
        }
        double share = Math.clamp((double) tokens / Math.max(1, most), 0, 1);
        filled.setMaxWidth(Math.max(2, share * WIDTH));
        pseudoClassStateChanged(NEARLY_FULL, share > NEARLY);
        words.setText(texts.of("context", figures.compact(tokens), figures.compact(most)));
        Tip.on(this, texts.of("context.more", tokens, most));
    }
}
