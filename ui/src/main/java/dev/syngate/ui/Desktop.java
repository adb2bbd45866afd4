package dev.syngate.ui;

import dev.syngate.gateway.Installation;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.tray.Tray;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/// The open window, for whoever started it. Safe for any thread but the toolkit's own.
public final class Desktop {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Executor screen = Background.live().screen();
    private final WindowOfInstallation window;
    private final Stage stage;
    private final Installation installation;
    private final Runnable closed;
    private final ZoneId zone;
    private @Nullable Tray icon;
    private boolean quitting;
    private boolean ending;

    private Desktop(
            WindowOfInstallation window,
            Stage stage,
            Installation installation,
            ZoneId zone,
            Runnable closed) {
        this.window = window;
        this.stage = stage;
        this.installation = installation;
        this.closed = closed;
        this.zone = zone;
    }

    /// Begins to start the toolkit, which takes as long as opening a gateway, beside whatever comes
    /// before [#open]; that one tells where it can't.
    public static void prepare() {
        Toolkit.prepare();
    }

    /// Starts the toolkit, opens the window of the gateway and returns when it is shown.
    ///
    /// @param hidden whether it is shown only when [#bringForward] asks for it
    /// @param closed runs when the program is to end: the window was closed and that was not chosen
    ///   to leave the program running, or a person quit
    /// @throws RuntimeException when this machine can show no window
    public static Desktop open(
            Installation installation,
            InstantSource clock,
            ZoneId zone,
            boolean hidden,
            Runnable closed) {
        CompletableFuture<Desktop> shown = new CompletableFuture<>();
        Toolkit.run(() -> {
            try {
                shown.complete(show(installation, clock, zone, hidden, closed));
            } catch (RuntimeException | LinkageError e) {
                shown.completeExceptionally(e);
            }
        });
        try {
            return shown.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }

    static Desktop show(
            Installation installation,
            InstantSource clock,
            ZoneId zone,
            boolean hidden,
            Runnable closed) {
        Browser browser = new Browser();
        Stage stage = new Stage();
        WindowPlace.centred(WIDTH, HEIGHT).put(stage);
        WindowOfInstallation window =
                new WindowOfInstallation(installation, clock, zone, browser::show);
        Desktop desktop = new Desktop(window, stage, installation, zone, closed);
        SyngateWindow first = window.open(stage, desktop::take);
        if (hidden) {
            desktop.complete(first);
        } else {
            first.onFirstPainted(() -> desktop.complete(first));
            stage.show();
            first.prepareSoon();
        }
        return desktop;
    }

    /// What may come after the first picture of the window.
    private void complete(SyngateWindow first) {
        if (!first.preferences().welcomed() && !installation.gateway().hasOwnProviders()) {
            first.welcome();
        }
        for (String size : List.of("32", "64", "256")) {
            stage.getIcons()
                    .add(
                            new Image(
                                    String.valueOf(
                                            Desktop.class.getResource("icon-" + size + ".png"))));
        }
        if (!stage.isShowing() || keepsRunning()) {
            staysWithoutWindow();
        }
    }

    /// Makes the window one that this desktop closes and ends.
    private void take(SyngateWindow shown) {
        shown.prepare(stage, this::hidden);
        stage.setOnCloseRequest(this::closing);
        shown.quitWith(this::quit);
    }

    private boolean keepsRunning() {
        return installation.gateway().desktop().get().keepRunning();
    }

    private void hidden() {
        if (ending || !keepsRunning()) {
            if (icon != null) {
                icon.close();
            }
            closed.run();
        } else {
            staysWithoutWindow();
        }
    }

    private void staysWithoutWindow() {
        if (icon == null) {
            Texts texts = Texts.in(window.now().preferences().languageProperty().get());
            icon =
                    new DesktopTray(
                                    installation::gateway,
                                    texts,
                                    zone,
                                    this::bringForward,
                                    this::quit)
                            .show();
        }
    }

    private void closing(WindowEvent event) {
        boolean stays = keepsRunning() && !quitting;
        if (stays) {
            return;
        }
        if (window.now().mayClose(this::end)) {
            ending = true;
        } else {
            event.consume();
        }
    }

    private void end() {
        ending = true;
        stage.close();
    }

    /// Ends the program; what runs or is not saved is asked about first.
    private void quit() {
        if (!stage.isShowing() && installation.gateway().snapshot().inFlight() == 0) {
            ending = true;
            hidden();
            return;
        }
        stage.show();
        quitting = true;
        stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
        quitting = false;
    }

    /// Brings the window before all others, out of the dock if it lies there.
    public void bringForward() {
        screen.execute(() -> {
            stage.show();
            stage.setIconified(false);
            stage.toFront();
            stage.requestFocus();
        });
    }

    Stage stage() {
        return stage;
    }

    /// Shows page after page; returns when each was drawn.
    public void tour() {
        CountDownLatch toured = new CountDownLatch(1);
        screen.execute(() -> window.now().tour(toured::countDown));
        try {
            toured.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Closes the window.
    public void close() {
        screen.execute(stage::close);
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
