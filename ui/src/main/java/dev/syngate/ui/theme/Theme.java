package dev.syngate.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;

/// One look of the window: AtlantaFX's Primer with Syngate's accent, sizes and fonts. FX thread
/// only.
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheetBSS(), "light.css"),
    DARK(new PrimerDark().getUserAgentStylesheetBSS(), "dark.css");

    private static final List<String> FONTS =
            List.of(
                    "InterTabular-Regular.ttf",
                    "InterTabular-Medium.ttf",
                    "InterTabular-SemiBold.ttf",
                    "InterTabular-Italic.ttf",
                    "JetBrainsMono-Regular.ttf");
    private static final int ANY_SIZE = 13;
    private static boolean fontsAreLoaded;

    private final String base;
    private final String colours;

    Theme(String base, String colours) {
        this.base = base;
        this.colours = colours;
    }

    /// The look of a choice on this machine, right now.
    public static Theme of(ThemeChoice choice) {
        return switch (choice) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
            case AUTO ->
                    Platform.getPreferences().getColorScheme() == ColorScheme.DARK ? DARK : LIGHT;
        };
    }

    /// Chooses which of the system's fonts are used; before the toolkit starts.
    public static void chooseFonts() {
        if (LinuxEmoji.isLinux()) {
            LinuxEmoji.leaveColourFontsOut();
        }
    }

    /// Reads fonts and stylesheets and makes the first controls, which a window then finds ready.
    public static void prepare() {
        Theme likely = of(ThemeChoice.AUTO);
        Application.setUserAgentStylesheet(likely.base);
        loadFonts();
        VBox controls =
                new VBox(
                        new Label("Syngate"),
                        new Button("Syngate"),
                        new TextField("Syngate"),
                        new ScrollPane(new Region()));
        Scene scene = new Scene(controls);
        likely.dress(scene, Accent.INDIGO);
        controls.applyCss();
        controls.layout();
    }

    /// Makes the fonts known, before the first scene; once is enough.
    public static void loadFonts() {
        if (!fontsAreLoaded) {
            fontsAreLoaded = true;
            FONTS.forEach(Theme::load);
        }
    }

    private static void load(String font) {
        try (InputStream file = Theme.class.getResourceAsStream("/dev/syngate/ui/fonts/" + font)) {
            Font.loadFont(Objects.requireNonNull(file, font), ANY_SIZE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Dresses the scene and everything that pops up from it.
    public void dress(Scene scene, Accent accent) {
        Application.setUserAgentStylesheet(base);
        scene.getStylesheets()
                .setAll(
                        sheet(colours),
                        accent.sheetFor(this),
                        sheet("controls.css"),
                        sheet("frame.css"),
                        sheet("chat.css"),
                        sheet("keys.css"),
                        sheet("charts.css"));
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
    }
}
