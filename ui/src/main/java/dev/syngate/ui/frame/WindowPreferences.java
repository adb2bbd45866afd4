package dev.syngate.ui.frame;

import dev.syngate.ui.theme.ThemeChoice;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// How a person likes the window, kept in `window.properties` of the data directory.
///
/// A file that can't be read or written changes nothing: the window then looks as it does the first
/// time.
public final class WindowPreferences {
    private static final String THEME = "theme";
    private static final String LANGUAGE = "language";
    private static final String ENTER_SENDS = "enter-sends";

    private final Path file;
    private final ObjectProperty<ThemeChoice> theme;
    private final ObjectProperty<Locale> language;
    private final BooleanProperty enterSends;

    public WindowPreferences(Path dataDir) {
        file = dataDir.resolve("window.properties");
        Properties stored = read();
        theme = new SimpleObjectProperty<>(themeOf(stored.getProperty(THEME, "")));
        String tag = stored.getProperty(LANGUAGE, "");
        language =
                new SimpleObjectProperty<>(
                        tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag));
        enterSends =
                new SimpleBooleanProperty(!stored.getProperty(ENTER_SENDS, "").equals("false"));
        enterSends.addListener((property, before, now) -> write());
        theme.addListener((property, before, now) -> write());
        language.addListener((property, before, now) -> write());
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    public ObjectProperty<Locale> languageProperty() {
        return language;
    }

    /// Whether Enter sends a message; else Ctrl+Enter does, and Enter breaks the line.
    public BooleanProperty enterSendsProperty() {
        return enterSends;
    }

    private static ThemeChoice themeOf(String name) {
        for (ThemeChoice choice : ThemeChoice.values()) {
            if (choice.name().equalsIgnoreCase(name)) {
                return choice;
            }
        }
        return ThemeChoice.AUTO;
    }

    private Properties read() {
        Properties stored = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            stored.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            stored.clear();
        }
        return stored;
    }

    private void write() {
        Properties stored = new Properties();
        stored.setProperty(THEME, theme.get().name().toLowerCase(Locale.ROOT));
        stored.setProperty(LANGUAGE, language.get().toLanguageTag());
        stored.setProperty(ENTER_SENDS, Boolean.toString(enterSends.get()));
        try (Writer writer = Files.newBufferedWriter(file)) {
            stored.store(writer, null);
        } catch (IOException e) {
            System.getLogger(WindowPreferences.class.getName())
                    .log(System.Logger.Level.WARNING, "the window's preferences can't be kept", e);
        }
    }
}
