package dev.syngate.ui.chat;

import dev.syngate.ui.markdown.MarkdownView;
import java.util.IdentityHashMap;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// Messages below each other. Only those that have changed are measured again, so that one that
/// grows costs the same below a thousand others.
final class MessageColumn extends Pane {
    private static final double GAP = 16;
    private final IdentityHashMap<Region, Measured> measured = new IdentityHashMap<>();

    private record Measured(double width, double height) {}

    MessageColumn() {
        getChildren()
                .subscribe(() -> measured.keySet().removeIf(known -> known.getParent() != this));
    }

    /// The texts of which only what is in sight needs nodes.
    List<MarkdownView> texts() {
        return getChildren().stream()
                .map(MessageView.class::cast)
                .flatMap(MessageView::texts)
                .filter(text -> text.isVisible() && text.getParent().isVisible())
                .toList();
    }

    private double height(Region message, double width) {
        Measured known = measured.get(message);
        if (known == null || known.width() != width || message.isNeedsLayout()) {
            known = new Measured(width, snapSizeY(message.prefHeight(width)));
            measured.put(message, known);
        }
        return known.height();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? getWidth() : width;
        double sum = 0;
        for (var message : getChildren()) {
            sum += height((Region) message, inner) + GAP;
        }
        return Math.max(0, sum - GAP);
    }

    @Override
    protected void layoutChildren() {
        double y = 0;
        for (var child : getChildren()) {
            Region message = (Region) child;
            double height = height(message, getWidth());
            message.resizeRelocate(0, y, getWidth(), height);
            y += height + GAP;
        }
    }
}
