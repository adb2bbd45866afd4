package dev.syngate.ui.parts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.text.Text;

/// Labels, pills and dots.
public final class Labels {
    private static final double DOT_RADIUS = 4;
    private static final double WIDEST = 480;

    private Labels() {}

    public static Label of(String text, String... classes) {
        Label label = Boxes.styled(new Label(text), classes);
        label.addEventHandler(MouseEvent.MOUSE_ENTERED, Labels::tellWhole);
        return label;
    }

    /// Tells the full text on hover while the label shows only a part of it.
    private static void tellWhole(MouseEvent event) {
        Label label = (Label) event.getSource();
        if (Tip.isOn(label)) {
            return;
        }
        if (isCut(label)) {
            if (label.getTooltip() == null) {
                label.setTooltip(new Tooltip());
                label.getTooltip().setWrapText(true);
                label.getTooltip().setMaxWidth(WIDEST);
            }
            label.getTooltip().setText(label.getText());
        } else if (label.getTooltip() != null && label.getTooltip().getMaxWidth() == WIDEST) {
            label.setTooltip(null);
        }
    }

    /// Whether there is too little room for the whole text.
    public static boolean isCut(Labeled label) {
        return label.lookup(".text") instanceof Text shown
                && !shown.getText().equals(label.getText());
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
