package dev.syngate.ui.parts;

import javafx.scene.layout.Region;

/// A thin bar that is filled to a share.
public final class Bar extends Region {
    private static final double HEIGHT = 4;
    private final Region fill = Boxes.styled(new Region(), "fill");
    private double share;

    public Bar() {
        getStyleClass().add("bar");
        fill.setManaged(false);
        getChildren().add(fill);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /// @param newShare 0 to 1
    /// @param tone `accent`, `warning`, `danger` or `off`
    public void show(double newShare, String tone) {
        share = Math.clamp(newShare, 0, 1);
        fill.getStyleClass().setAll("fill", tone);
        requestLayout();
    }

    /// Shows what another one shows.
    boolean become(Bar other) {
        share = other.share;
        if (!fill.getStyleClass().equals(other.fill.getStyleClass())) {
            fill.getStyleClass().setAll(other.fill.getStyleClass());
        }
        requestLayout();
        return true;
    }

    @Override
    protected void layoutChildren() {
        fill.resizeRelocate(0, 0, Math.rint(getWidth() * share), HEIGHT);
    }
}
