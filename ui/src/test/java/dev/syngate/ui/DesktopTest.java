package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.Installation;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// How the window comes and goes.
@Timeout(60)
class DesktopTest {
    @TempDir private Path folder;
    private final AtomicInteger ended = new AtomicInteger();
    private Gateway gateway;
    private Desktop desktop;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> stage().hide());
        FxToolkit.cleanupStages();
        gateway.close();
    }

    @Test
    void closingTheWindowEndsTheProgram() {
        start(false);
        closeAsAWindowManagerDoes();
        assertThat(Fx.call(() -> stage().isShowing())).isFalse();
        assertThat(ended).hasValue(1);
    }

    @Test
    void whereItIsToKeepRunningTheWindowOnlyHidesComesBackAndCanBeQuit() {
        gateway.management().patch(Map.of("keep_running", true), "settings");
        start(false);
        closeAsAWindowManagerDoes();
        assertThat(Fx.call(() -> stage().isShowing())).isFalse();
        assertThat(ended).hasValue(0);
        desktop.bringForward();
        Fx.until("the window again", () -> stage().isShowing());
        new FxRobot().push(KeyCode.CONTROL, KeyCode.Q);
        Fx.until("the end", () -> ended.get() == 1);
        assertThat(Fx.call(() -> stage().isShowing())).isFalse();
    }

    @Test
    void aHiddenStartShowsNothingUntilItIsAskedFor() {
        start(true);
        assertThat(Fx.call(() -> stage().isShowing())).isFalse();
        desktop.bringForward();
        Fx.until("the window", () -> stage().isShowing());
        assertThat(ended).hasValue(0);
    }

    @Test
    void theFirstStepsComeOnceTheWindowIsPainted() {
        start(false);
        assertThat(Fx.call(() -> stage().getIcons().size())).isZero();
        Fx.until("the first steps", () -> stage().getScene().lookup(".first-run") != null);
        Fx.until("the icons", () -> stage().getIcons().size() == 3);
    }

    @Test
    void aPageThatIsPreparedBehindTheOpenOneIsNotSeenThroughIt() {
        start(false);
        Fx.until("the prepared page", () -> pages().size() == 2);
        assertThat(Fx.call(() -> pages().getFirst().getOpacity())).isZero();
        Fx.until("the open page alone", () -> pages().size() == 1);
        assertThat(Fx.call(() -> pages().getFirst().getOpacity())).isEqualTo(1);
    }

    private List<Node> pages() {
        BorderPane frame = (BorderPane) stage().getScene().getRoot();
        Pane layers = (Pane) frame.getCenter();
        return ((Pane) layers.getChildren().getFirst()).getChildren();
    }

    private void start(boolean hidden) {
        desktop =
                Fx.call(() ->
                        Desktop.show(
                                new Installation(
                                        gateway,
                                        GatewaySettings.of(folder),
                                        InstantSource.system()),
                                InstantSource.system(),
                                ZoneOffset.UTC,
                                hidden,
                                ended::incrementAndGet));
    }

    private Stage stage() {
        return desktop.stage();
    }

    private void closeAsAWindowManagerDoes() {
        Fx.run(() -> stage().fireEvent(new WindowEvent(stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }
}
