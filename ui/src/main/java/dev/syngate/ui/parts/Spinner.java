package dev.syngate.ui.parts;

import dev.syngate.ui.fx.Pulse;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.Circle;

/// Turns while something is going on, in steps; stands still when it is hidden or in no window.
///
/// It is no animation: one makes the toolkit draw the window sixty times a second.
public final class Spinner extends Pane {
    private static final double SIZE = 14;
    private static final double CENTRE = SIZE / 2;
    private static final double RADIUS = 6;
    private static final double STEPS_PER_SECOND = 15;
    private static final double STEP = 360 / STEPS_PER_SECOND;

    private final Pulse turn = new Pulse(STEPS_PER_SECOND, () -> setRotate(getRotate() + STEP));

    public Spinner() {
        getChildren()
                .addAll(
                        Boxes.styled(new Circle(CENTRE, CENTRE, RADIUS), "spinner-track"),
                        Boxes.styled(
                                new Arc(CENTRE, CENTRE, RADIUS, RADIUS, 45, 90), "spinner-arc"));
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        sceneProperty().subscribe(scene -> turnOrStand());
        visibleProperty().subscribe(visible -> turnOrStand());
    }

    private void turnOrStand() {
        if (isVisible() && getScene() != null) {
            turn.start();
        } else {
            turn.stop();
        }
    }
}
