package dev.syngate.ui.markdown;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Cells side by side that share the width evenly, all as high as the highest.
final class TableRow extends Pane {
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        double share = share(width);
        double highest = 0;
        for (Node cell : getChildren()) {
            highest = Math.max(highest, cell.prefHeight(share));
        }
        return highest + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double share = share(getWidth());
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        double x = snappedLeftInset();
        for (Node cell : getChildren()) {
            cell.resizeRelocate(x, snappedTopInset(), share, height);
            x += share;
        }
    }

    private double share(double width) {
        double inner = width - snappedLeftInset() - snappedRightInset();
        return width < 0 || getChildren().isEmpty() ? -1 : Math.floor(inner / getChildren().size());
    }
}
