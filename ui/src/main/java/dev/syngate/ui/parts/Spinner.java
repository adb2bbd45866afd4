package dev.syngate.ui.parts;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.Circle;
import javafx.util.Duration;

/// Turns while something is going on; stands still when it is in no window.
public final class Spinner extends Pane {
    private static final double SIZE = 14;
    private static final double CENTRE = SIZE / 2;
    private static final double RADIUS = 6;

    public Spinner() {
        getChildren()
                .addAll(
                        Boxes.styled(new Circle(CENTRE, CENTRE, RADIUS), "spinner-track"),
                        Boxes.styled(
                                new Arc(CENTRE, CENTRE, RADIUS, RADIUS, 45, 90), "spinner-arc"));
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        RotateTransition turn = new RotateTransition(Duration.seconds(1), this);
        turn.setByAngle(360);
        turn.setInterpolator(Interpolator.LINEAR);
        turn.setCycleCount(Animation.INDEFINITE);
        sceneProperty()
                .subscribe(scene -> {
                    if (scene == null) {
                        turn.stop();
                    } else {
                        turn.play();
                    }
                });
    }
}
