package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;

/// Opens gateways and windows for tests.
final class Windows {
    private Windows() {}

    static Gateway gateway(Path folder) {
        Locale.setDefault(Locale.ENGLISH);
        Gateway gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
        return gateway;
    }

    static SyngateWindow window(Gateway gateway, Path folder, ThemeChoice theme) {
        return Fx.call(() -> {
            SyngateWindow made =
                    new SyngateWindow(
                            gateway,
                            folder,
                            InstantSource.system(),
                            ZoneOffset.UTC,
                            Background.live(),
                            link -> {});
            made.preferences().themeProperty().set(theme);
            return made;
        });
    }

    /// A window on the screen.
    record Shown(SyngateWindow window, Stage stage) {
        void close() throws Exception {
            Fx.run(stage::close);
            FxToolkit.cleanupStages();
        }
    }

    /// Opens a light window of that size at the corner of the screen.
    static Shown show(Gateway gateway, Path folder, double width, double height) throws Exception {
        FxToolkit.registerPrimaryStage();
        SyngateWindow window = window(gateway, folder, ThemeChoice.LIGHT);
        return Fx.call(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            window.show(stage, () -> {});
            return new Shown(window, stage);
        });
    }
}
