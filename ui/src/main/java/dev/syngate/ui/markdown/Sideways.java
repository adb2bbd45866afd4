package dev.syngate.ui.markdown;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// Something that may be wider than its place: then it scrolls sideways, by the wheel's other
/// direction, the bar below it, or the arrow keys once it has the focus. What fits has no bar, and
/// costs as little as its content: a scroll pane is some twenty nodes more.
final class Sideways extends Region {
    private static final double BAR = 10;
    private static final double BAR_GAP = 3;
    private static final double STEP = 40;

    /// Widths differ by less than this when they are the same.
    private static final double SLACK = 0.5;

    private final Region wide;
    private final Rectangle sight = new Rectangle();
    private @Nullable ScrollBar bar;
    private boolean wrapped;
    private double gone;

    Sideways(Region wide) {
        this.wide = wide;
        getStyleClass().add("sideways");
        wide.setClip(sight);
        getChildren().add(wide);
        addEventHandler(ScrollEvent.SCROLL, this::turn);
        addEventHandler(KeyEvent.KEY_PRESSED, this::press);
    }

    /// What scrolls.
    Region wide() {
        return wide;
    }

    /// Makes it as wide as its place, or as narrow as it can be.
    void wrap(boolean now) {
        wrapped = now;
        requestLayout();
    }

    private void turn(ScrollEvent event) {
        if (event.getDeltaX() != 0 && bar != null) {
            bar.setValue(Math.clamp(gone - event.getDeltaX(), 0, bar.getMax()));
            event.consume();
        }
    }

    private void press(KeyEvent event) {
        double way =
                switch (event.getCode()) {
                    case LEFT -> -STEP;
                    case RIGHT -> STEP;
                    default -> 0;
                };
        if (way != 0 && bar != null && isFocused()) {
            bar.setValue(Math.clamp(gone + way, 0, bar.getMax()));
            event.consume();
        }
    }

    private void move(double to) {
        gone = to;
        sight.setX(to);
        wide.relocate(snappedLeftInset() - to, snappedTopInset());
    }

    /// How wide the content is made where there is so much room.
    private double needed(double room) {
        return wrapped ? Math.max(room, wide.minWidth(-1)) : wide.prefWidth(-1);
    }

    private double room(double width) {
        return width - snappedLeftInset() - snappedRightInset();
    }

    private double high(double needed) {
        return snapSizeY(wide.prefHeight(wide.getContentBias() == null ? -1 : needed));
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
        return wide.prefWidth(-1) + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? Double.MAX_VALUE : room(width);
        double needed = width < 0 ? wide.prefWidth(-1) : needed(room);
        double scrolled = needed > room + SLACK ? BAR : 0;
        return high(needed) + scrolled + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double room = room(getWidth());
        double needed = needed(room);
        double height = high(needed);
        boolean scrolls = needed > room + SLACK;
        wide.resize(needed, height);
        sight.setWidth(room);
        sight.setHeight(height);
        setFocusTraversable(scrolls);
        if (scrolls) {
            ScrollBar shown = bar == null ? addBar() : bar;
            shown.setMax(needed - room);
            shown.setVisibleAmount((needed - room) * room / needed);
            shown.setBlockIncrement(room);
            shown.setUnitIncrement(STEP);
            shown.setValue(Math.min(gone, shown.getMax()));
            shown.resizeRelocate(
                    snappedLeftInset() + BAR_GAP,
                    snappedTopInset() + height,
                    room - 2 * BAR_GAP,
                    BAR - BAR_GAP);
        } else if (bar != null) {
            getChildren().remove(bar);
            bar = null;
            gone = 0;
        }
        move(gone);
    }

    private ScrollBar addBar() {
        ScrollBar made = new ScrollBar();
        made.valueProperty().subscribe(value -> move(value.doubleValue()));
        bar = made;
        getChildren().add(made);
        made.applyCss();
        return made;
    }
}
