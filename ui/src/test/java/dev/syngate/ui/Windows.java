package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;

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
}
