package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import dev.syngate.gateway.Gateway;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.Map;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// The settings of how the program starts and stays.
@Timeout(60)
class ProgramSettingsTest {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    @TempDir private Path folder;
    private Gateway gateway;
    private SyngateWindow window;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        FxToolkit.registerPrimaryStage();
        gateway = Windows.gateway(folder);
        window = Windows.window(gateway, folder, ThemeChoice.LIGHT);
        Fx.run(() -> window.content().resize(WIDTH, HEIGHT));
        on = new Parts(window.scene());
        Fx.run(() -> {
            window.content().open("settings", "program");
            window.content().applyCss();
            window.content().layout();
        });
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aSwitchIsKeptAndOneThatCantBeHadGoesBackWithItsReason() {
        ToggleSwitch keep = toggle("#keep-running");
        Fx.run(() -> keep.setSelected(true));
        Fx.until("the choice", () -> gateway.desktop().get().keepRunning());
        Fx.run(() -> ((ScrollPane) window.scene().lookup(".settings-scroll")).setVvalue(1));
        Screens.take(window.scene(), WIDTH, HEIGHT, "settings-program-light");
        ToggleSwitch login = toggle("#start-at-login");
        Fx.run(() -> login.setSelected(true));
        Fx.until("the reason", () -> on.shows("start Syngate by its launcher first"));
        Fx.until("the switch going back", () -> !login.isSelected());
        assertThat(keep.isSelected()).isTrue();
    }

    @Test
    void aLookForUpdatesThatNobodyCanAnswerSaysWhatIsMissing() {
        Fx.run(() -> on.button("Look now").fire());
        Fx.until("the reason", () -> on.shows("--update-url and --update-key name them"));
        assertThat(Fx.call(() -> on.button("Look now").isDisabled())).isFalse();
    }

    @Test
    void aNewerVersionThatWasFoundIsOfferedWithWhatIsNewInIt() throws Exception {
        try (Announced announced = new Announced("9.1.0", "Faster")) {
            gateway.management()
                    .patch(
                            Map.of("update_url", announced.url(), "update_key", announced.key()),
                            "settings");
            gateway.management().post(Map.of(), "updates");
            Fx.until(
                    "the offer",
                    () -> {
                        window.content().pulse();
                        return on.shows("Version 9.1.0 is there");
                    });
            Fx.run(() -> on.button("What is new").fire());
            Fx.until("the changes", () -> on.shows("• Faster"));
            Screens.take(window.scene(), WIDTH, HEIGHT, "new-version-light");
        }
    }

    private ToggleSwitch toggle(String id) {
        return Fx.call(() -> (ToggleSwitch) window.scene().lookup(id));
    }
}
