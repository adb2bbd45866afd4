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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// What the window draws while nothing happens, page after page; `-Drest.seconds=10` looks longer.
@Timeout(120)
class RestTest {
    private static final int LOOKS_A_SECOND = 4;

    /// The looks at the gateway of a few seconds, or of so many.
    private static final int LOOKS = Integer.getInteger("rest.seconds", 2) * LOOKS_A_SECOND;

    private static final long BETWEEN_LOOKS = 1_000_000_000L / LOOKS_A_SECOND;

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
        gateway.conversations().save(ChatGallery.branches());
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
    void noPageDrawsAnythingAtRest() {
        for (String page : Fx.call(() -> window.content().pageIds())) {
            Fx.run(() -> window.content().open(page));
            // the caret of a focused field blinks, as it should
            Fx.run(this::focusNowhere);
            drawnDuring(SETTLING, 0);
            assertThat(drawnDuring(LOOKS, BETWEEN_LOOKS)).as("drawn at rest on " + page).isEmpty();
        }
    }

    @Test
    void messagesAndTheirThoughtsWakeNothingAtRest() {
        Fx.run(() -> window.content().open("keys"));
        Fx.run(this::focusNowhere);
        drawnDuring(SETTLING, 0);
        int without = framesAtRest();
        Fx.run(() -> window.content().open("chat"));
        Parts on = new Parts(window.scene());
        Fx.until("the chats", () -> on.has(Button.class, ".conversation"));
        Fx.run(() -> {
            on.first(Button.class, ".conversation").fire();
            focusNowhere();
        });
        Fx.until("the thoughts", () -> on.shows("Thought for"));
        Fx.run(() -> on.button("Show the thinking").fire());
        drawnDuring(SETTLING, 0);
        assertThat(framesAtRest()).as("frames, of sixty a second").isLessThan(without + LOOKS * 3);
    }

    /// Also those that other windows of this process ask for, such as one whose caret blinks.
    private int framesAtRest() {
        AtomicInteger frames = new AtomicInteger();
        Runnable count = frames::incrementAndGet;
        Fx.run(() -> window.scene().addPostLayoutPulseListener(count));
        for (int i = 0; i < LOOKS; i++) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        Fx.run(() -> window.scene().removePostLayoutPulseListener(count));
        return frames.get();
    }

    @Test
    void aCaretOverAPageRedrawsNoShadow() {
        Fx.run(() -> window.welcome());
        assertNoEffects("the first steps");
        press(KeyCode.ESCAPE, false);
        Fx.run(() -> window.content().open("keys"));
        press(KeyCode.N, true);
        assertNoEffects("the form of a key");
        press(KeyCode.ESCAPE, false);
        press(KeyCode.K, true);
        assertNoEffects("the command list");
    }

    private void assertNoEffects(String what) {
        Fx.until(
                "a caret in " + what,
                () -> window.scene().getFocusOwner() instanceof TextInputControl);
        drawnDuring(SETTLING, 0);
        assertThat(
                        drawnDuring(LOOKS, BETWEEN_LOOKS).stream()
                                .flatMap(one -> one.effects().stream()))
                .as("effects drawn at rest in " + what)
                .isEmpty();
    }

    private void press(KeyCode code, boolean control) {
        Fx.run(() -> {
            Node target = Objects.requireNonNull(window.scene().getFocusOwner());
            target.fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
        });
    }

    private void focusNowhere() {
        Region nowhere = (Region) window.scene().getRoot();
        nowhere.setFocusTraversable(true);
        nowhere.requestFocus();
    }

    private List<DrawnNodes.Drawn> drawnDuring(int looks, long nanosBetween) {
        List<DrawnNodes.Drawn> drawn = new ArrayList<>();
        try (DrawnNodes nodes = new DrawnNodes(window.scene())) {
            for (int i = 0; i < looks; i++) {
                Fx.run(() -> window.content().pulse());
                drawn.addAll(nodes.nextFrame());
                // a caret blinks and a clock goes on by themselves
                LockSupport.parkNanos(nanosBetween);
            }
        }
        return drawn;
    }
}
