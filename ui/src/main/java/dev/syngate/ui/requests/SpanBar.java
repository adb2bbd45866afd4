package dev.syngate.ui.requests;

import dev.syngate.ui.parts.Boxes;
import javafx.scene.layout.Region;

/// A part of a time, drawn at its place in the whole.
final class SpanBar extends Region {
    private static final double HEIGHT = 10;
    private static final double LEAST = 2;
    private final Region fill;
    private final double start;
    private final double end;

    /// @param tone the style class of the part
    SpanBar(long startMillis, long endMillis, long wholeMillis, String tone) {
        getStyleClass().add("span-bar");
        double whole = Math.max(1, wholeMillis);
        start = Math.clamp(startMillis / whole, 0, 1);
        end = Math.clamp(endMillis / whole, start, 1);
        fill = Boxes.styled(new Region(), "span-fill", tone);
        fill.setManaged(false);
        getChildren().add(fill);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        setPrefWidth(HEIGHT);
    }

    @Override
    protected void layoutChildren() {
        double left = Math.min(Math.rint(start * getWidth()), getWidth() - LEAST);
        double width = Math.max(LEAST, Math.rint((end - start) * getWidth()));
        fill.resizeRelocate(left, 0, Math.min(width, getWidth() - left), HEIGHT);
    }
}
