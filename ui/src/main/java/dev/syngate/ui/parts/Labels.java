package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

/// Labels, pills and dots.
public final class Labels {
    private static final double DOT_RADIUS = 4;

    private Labels() {}

    public static Label of(String text, String... classes) {
        return Boxes.styled(new Label(text), classes);
    }

    /// A label that is never cut short.
    public static Label whole(String text, String... classes) {
        Label label = of(text, classes);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /// A text in a round frame.
    ///
    /// @param tone `neutral`, `outline`, `accent`, `success`, `warning` or `danger`
    public static Label pill(String text, String tone) {
        return whole(text, "pill", tone);
    }

    /// A state's colour; a word beside it must say the same.
    ///
    /// @param tone as for a pill, or `off`
    public static Node dot(String tone) {
        return Boxes.styled(new Circle(DOT_RADIUS), "dot", tone);
    }
}
