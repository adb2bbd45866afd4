package dev.syngate.ui.fx;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// Calls a task on the FX thread at a steady rate while it is started.
public final class Pulse {
    private final Timeline timeline;

    public Pulse(double timesPerSecond, Runnable task) {
        timeline =
                new Timeline(
                        new KeyFrame(Duration.seconds(1 / timesPerSecond), event -> task.run()));
        timeline.setCycleCount(Animation.INDEFINITE);
    }

    public void start() {
        timeline.play();
    }

    public void stop() {
        timeline.stop();
    }
}
