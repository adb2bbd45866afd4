package dev.syngate.ui.chat;

import dev.syngate.ui.parts.Boxes;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// Shows the end of something that grows, at most so high, with a soft fade where it is cut.
final class TailPane extends Region {
    private static final double FADE = 40;
    private final Region content;
    private final Region fade = Boxes.styled(new Region(), "fade");
    private final Rectangle clip = new Rectangle();
    private double limit;

    TailPane(Region content, double limit) {
        this.content = content;
        this.limit = limit;
        fade.setMouseTransparent(true);
        setClip(clip);
        getChildren().addAll(content, fade);
    }

    /// Shows all of it from now on, or only the end.
    void showAll(boolean all, double newLimit) {
        limit = all ? Double.MAX_VALUE : newLimit;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? -1 : width - snappedLeftInset() - snappedRightInset();
        return Math.min(
                limit, content.prefHeight(inner) + snappedTopInset() + snappedBottomInset());
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double inner = getWidth() - snappedLeftInset() - snappedRightInset();
        double height = content.prefHeight(inner);
        double top = Math.min(snappedTopInset(), getHeight() - snappedBottomInset() - height);
        content.resizeRelocate(snappedLeftInset(), top, inner, height);
        fade.setVisible(top < 0);
        fade.resizeRelocate(0, 0, getWidth(), FADE);
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
    }
}
