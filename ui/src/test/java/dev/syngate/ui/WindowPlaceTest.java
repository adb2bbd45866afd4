package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxToolkit;

@Timeout(60)
class WindowPlaceTest {
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void aPlaceOnTheScreenStays() {
        assertThat(Fx.call(() -> WindowPlace.of("40 50 600 400")))
                .contains(new WindowPlace(40, 50, 600, 400));
    }

    @Test
    void aTitleBarThatIsOffTheScreenComesBackIntoReach() {
        Rectangle2D screen = Fx.call(() -> Screen.getPrimary().getVisualBounds());
        int below = (int) screen.getMaxY() - 10;
        int left = (int) screen.getMinX() - 590;

        assertThat(placed("40 -50 600 400").y()).isEqualTo(screen.getMinY());
        assertThat(placed("40 " + below + " 600 400").y())
                .isBetween(screen.getMinY(), below - 50.0);
        assertThat(placed(left + " 50 600 400").x()).isGreaterThan(left + 50.0);
    }

    @Test
    void aPlaceOnNoScreenIsNone() {
        assertThat(Fx.call(() -> WindowPlace.of("-9000 -9000 600 400"))).isEmpty();
        assertThat(Fx.call(() -> WindowPlace.of("over there"))).isEmpty();
    }

    private static WindowPlace placed(String text) {
        return Fx.call(() -> WindowPlace.of(text)).orElseThrow();
    }
}
