package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.fx.Background;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/// Starts the toolkit and opens the window.
public final class Desktop {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private Desktop() {}

    /// Opens the window of the gateway and returns.
    ///
    /// @param dataDir keeps the window's preferences
    /// @param closed runs when the window was closed
    /// @throws RuntimeException when this machine can show no window
    public static void open(
            Gateway gateway, Path dataDir, InstantSource clock, ZoneId zone, Runnable closed) {
        Platform.setImplicitExit(false);
        Platform.startup(() -> show(gateway, dataDir, clock, zone, closed));
    }

    private static void show(
            Gateway gateway, Path dataDir, InstantSource clock, ZoneId zone, Runnable closed) {
        Browser browser = new Browser();
        SyngateWindow window =
                new SyngateWindow(gateway, dataDir, clock, zone, Background.live(), browser::show);
        Stage stage = new Stage();
        WindowPlace.centred(WIDTH, HEIGHT).put(stage);
        window.show(stage, closed);
        if (!window.preferences().welcomed() && gateway.providers().list().size() == 1) {
            window.welcome();
        }
    }

    /// Nothing but a way to the host's services, which JavaFX gives to applications only.
    private static final class Browser extends Application {
        @Override
        public void start(Stage stage) {
            throw new UnsupportedOperationException("this is not launched");
        }

        void show(String address) {
            getHostServices().showDocument(address);
        }
    }
}
