package dev.syngate.ui.chat;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Nodes beside each other in columns of one width; as many in a row as have room, the others
/// below.
final class ColumnsPane extends Pane {
    private static final double NARROWEST = 300;
    private static final double GAP = 12;

    private int columns(double width) {
        int fitting = (int) ((width + GAP) / (NARROWEST + GAP));
        int all = Math.max(1, getManagedChildren().size());
        int columns = Math.clamp(fitting, 1, all);
        int rows = (all + columns - 1) / columns;
        return (all + rows - 1) / rows;
    }

    private static double columnWidth(double width, int columns) {
        return (width - GAP * (columns - 1)) / columns;
    }

    private double rowHeight(List<Node> nodes, int first, int columns, double width) {
        double highest = 0;
        for (int i = first; i < Math.min(nodes.size(), first + columns); i++) {
            highest = Math.max(highest, nodes.get(i).prefHeight(width));
        }
        return snapSizeY(highest);
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
        int columns = columns(inner);
        List<Node> nodes = getManagedChildren();
        double sum = 0;
        for (int first = 0; first < nodes.size(); first += columns) {
            sum += rowHeight(nodes, first, columns, columnWidth(inner, columns)) + GAP;
        }
        return Math.max(0, sum - GAP);
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        double width = columnWidth(getWidth(), columns);
        List<Node> nodes = getManagedChildren();
        double y = 0;
        for (int first = 0; first < nodes.size(); first += columns) {
            double height = rowHeight(nodes, first, columns, width);
            for (int i = first; i < Math.min(nodes.size(), first + columns); i++) {
                nodes.get(i).resizeRelocate((i - first) * (width + GAP), y, width, height);
            }
            y += height + GAP;
        }
    }
}
