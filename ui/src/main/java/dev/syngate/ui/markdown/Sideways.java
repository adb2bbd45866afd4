package dev.syngate.ui.markdown;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/// Something wide that scrolls sideways only: turning the wheel over it scrolls the conversation.
final class Sideways extends ScrollPane {
    private static final double BAR = 10;
    private final Region wide;

    Sideways(Region wide) {
        super(wide);
        this.wide = wide;
        getStyleClass().add("sideways");
        setVbarPolicy(ScrollBarPolicy.NEVER);
        addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaX() == 0 && getParent() != null) {
                        getParent().fireEvent(event.copyFor(this, getParent()));
                        event.consume();
                    }
                });
    }

    /// What scrolls.
    Region wide() {
        return wide;
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = isFitToWidth() && wide.getContentBias() != null ? width : -1;
        double own = snappedTopInset() + snappedBottomInset();
        boolean scrolls = width >= 0 && wide.minWidth(-1) > width;
        return wide.prefHeight(inner) + own + (scrolls ? BAR : 0);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }
}
