package dev.syngate.ui.markdown;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// A marker with what it marks beside it, exactly as high as the higher of both.
final class ListItem extends Pane {
    private static final double GAP = 4;
    private static final double NARROWEST_MARKER = 20;
    private final Node marker;
    private final Region content;

    ListItem(Node marker, Region content) {
        this.marker = marker;
        this.content = content;
        getChildren().addAll(marker, content);
    }

    private double markerWidth() {
        return Math.max(NARROWEST_MARKER, snapSizeX(marker.prefWidth(-1))) + GAP;
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
    protected double computePrefWidth(double height) {
        return markerWidth() + content.prefWidth(-1);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : Math.max(1, width - markerWidth());
        return Math.max(marker.prefHeight(-1), content.prefHeight(inner));
    }

    @Override
    protected void layoutChildren() {
        double left = markerWidth();
        place(marker, 0, left - GAP, marker.prefHeight(-1));
        place(content, left, Math.max(1, getWidth() - left), getHeight());
    }

    private static void place(Node node, double x, double width, double height) {
        node.resizeRelocate(x, 0, width, height);
    }
}
