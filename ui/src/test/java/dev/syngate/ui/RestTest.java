package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.ui.fx.Background;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// What the window draws while nothing happens.
@Timeout(120)
class RestTest {
    /// The looks at the gateway of ten seconds.
    private static final int LOOKS = 40;

    private static final int SETTLING = 8;

    @TempDir private Path folder;
    private Gateway gateway;
    private SyngateWindow window;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
        ApiKey.Limits none = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        for (String name : List.of("laptop", "phone", "server")) {
            gateway.keys()
                    .create(new KeyDraft(name, Account.LOCAL, Group.STANDARD, null, null, none));
        }
        FxToolkit.registerPrimaryStage();
        Fx.run(() -> {
            window =
                    new SyngateWindow(
                            gateway,
                            folder,
                            InstantSource.system(),
                            ZoneOffset.UTC,
                            Background.direct(),
                            link -> {});
            stage = new Stage();
            stage.setWidth(1280);
            stage.setHeight(800);
            window.show(stage, () -> {});
        });
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> stage.close());
        FxToolkit.cleanupStages();
        gateway.close();
    }

    @Test
    void chatAndKeysDrawNothingAtRest() {
        for (String page : List.of("chat", "keys")) {
            Fx.run(() -> window.content().open(page));
            // the caret of a focused field blinks, as it should
            Fx.run(() -> focusNowhere());
            drawnDuring(SETTLING);
            assertThat(drawnDuring(LOOKS)).as("drawn at rest on " + page).isEmpty();
        }
    }

    private void focusNowhere() {
        Region nowhere = (Region) window.scene().getRoot();
        nowhere.setFocusTraversable(true);
        nowhere.requestFocus();
    }

    private List<String> drawnDuring(int looks) {
        List<String> drawn = new ArrayList<>();
        try (DrawnNodes nodes = new DrawnNodes(window.scene())) {
            for (int i = 0; i < looks; i++) {
                Fx.run(() -> window.content().pulse());
                drawn.addAll(nodes.nextFrame());
            }
        }
        return drawn;
    }
}
