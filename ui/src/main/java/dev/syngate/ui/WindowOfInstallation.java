package dev.syngate.ui;

import dev.syngate.gateway.Installation;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.Nullable;

/// The window of an installation, which is made anew when a backup was restored. FX thread only.
final class WindowOfInstallation {
    private final Installation installation;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Consumer<String> openLink;
    private final Background background = Background.live();
    private @Nullable SyngateWindow window;

    /// @param openLink opens an address outside the window
    WindowOfInstallation(
            Installation installation,
            InstantSource clock,
            ZoneId zone,
            Consumer<String> openLink) {
        this.installation = installation;
        this.clock = clock;
        this.zone = zone;
        this.openLink = openLink;
    }

    /// The window as it is now.
    SyngateWindow now() {
        return Objects.requireNonNull(window);
    }

    /// Makes the window on the stage.
    ///
    /// @param take is given every window that is made, to put it onto the stage
    SyngateWindow open(Stage stage, Consumer<SyngateWindow> take) {
        SyngateWindow made =
                new SyngateWindow(
                        installation.gateway(),
                        installation.dataDir(),
                        clock,
                        zone,
                        background,
                        openLink,
                        (file, passphrase) -> restore(file, passphrase, stage, take),
                        Texts::in);
        window = made;
        take.accept(made);
        return made;
    }

    /// Puts a backup in the place of the data and shows the gateway that is opened then.
    private void restore(
            Path file, @Nullable String passphrase, Stage stage, Consumer<SyngateWindow> take) {
        SyngateWindow before = now();
        Texts texts = Texts.in(before.preferences().languageProperty().get());
        before.end(waiting(texts.of("settings.restore.running")));
        stage.setOnCloseRequest(WindowEvent::consume);
        background.run(
                () -> installation.restore(file, passphrase),
                outcome -> {
                    SyngateWindow after = open(stage, take);
                    after.content().open("settings", "backups");
                    after.say(words(outcome, texts));
                },
                failure -> stage.setOnCloseRequest(event -> {}));
    }

    private static String words(Installation.Outcome outcome, Texts texts) {
        String trouble = outcome.trouble();
        if (trouble != null) {
            return trouble;
        }
        String done = texts.of("settings.restore.done", String.valueOf(outcome.keptAside()));
        return outcome.keysNeeded().isEmpty()
                ? done
                : done
                        + "\n"
                        + texts.of(
                                "settings.restore.keys", String.join(", ", outcome.keysNeeded()));
    }

    private static VBox waiting(String words) {
        VBox waiting = new VBox(16, Labels.of(words, "sheet-title"), new ProgressBar());
        waiting.getStyleClass().add("frame");
        waiting.setAlignment(Pos.CENTER);
        return waiting;
    }
}
