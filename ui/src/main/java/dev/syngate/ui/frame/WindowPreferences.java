package dev.syngate.ui.frame;

import dev.syngate.ui.parts.ColumnChoices;
import dev.syngate.ui.theme.Accent;
import dev.syngate.ui.theme.Density;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// How a person likes the window, kept in `window.properties` of the data directory.
///
/// A file that can't be read or written changes nothing: the window then looks as it does the first
/// time.
public final class WindowPreferences implements ColumnChoices {
    private static final String THEME = "theme";
    private static final String LANGUAGE = "language";
    private static final String WELCOMED = "welcomed";
    private static final String PLACE = "place";
    private static final String PAGE = "page";
    private static final String ENTER_SENDS = "enter-sends";
    private static final String ACCENT = "accent";
    private static final String DENSITY = "density";
    private static final String ZOOM = "zoom";
    private static final String NARROW = "narrow-sidebar";
    private static final String COLUMNS = "hidden-columns.";
    private static final String FILTER = "filter.";

    /// Zoom in percent: the least, the most, and one step.
    public static final int LEAST_ZOOM = 70;

    public static final int MOST_ZOOM = 200;
    public static final int ZOOM_STEP = 10;
    private static final int NO_ZOOM = 100;
    private static final String THINKING = "thinking";

    private final Path file;
    private final ObjectProperty<ThemeChoice> theme;
    private final ObjectProperty<Locale> language;
    private boolean welcomed;
    private String place;
    private String page;
    private final BooleanProperty enterSends;
    private final ObjectProperty<Accent> accent;
    private final ObjectProperty<Density> density;
    private final IntegerProperty zoom;
    private final BooleanProperty narrow;
    private final Map<String, Set<String>> hidden = new TreeMap<>();
    private final Map<String, String> filters = new TreeMap<>();
    private final ObjectProperty<ThinkingShown> thinking;

    public WindowPreferences(Path dataDir) {
        file = dataDir.resolve("window.properties");
        Properties stored = read();
        theme = new SimpleObjectProperty<>(named(stored.getProperty(THEME), ThemeChoice.AUTO));
        String tag = stored.getProperty(LANGUAGE, "");
        language =
                new SimpleObjectProperty<>(
                        tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag));
        welcomed = Boolean.parseBoolean(stored.getProperty(WELCOMED));
        place = stored.getProperty(PLACE, "");
        page = stored.getProperty(PAGE, "");
        enterSends =
                new SimpleBooleanProperty(!stored.getProperty(ENTER_SENDS, "").equals("false"));
        accent = new SimpleObjectProperty<>(named(stored.getProperty(ACCENT), Accent.INDIGO));
        density =
                new SimpleObjectProperty<>(named(stored.getProperty(DENSITY), Density.COMFORTABLE));
        zoom = new SimpleIntegerProperty(zoomOf(stored.getProperty(ZOOM, "")));
        narrow = new SimpleBooleanProperty(Boolean.parseBoolean(stored.getProperty(NARROW)));
        stored.stringPropertyNames().stream()
                .filter(key -> key.startsWith(COLUMNS))
                .forEach(key ->
                        hidden.put(
                                key.substring(COLUMNS.length()),
                                Set.of(stored.getProperty(key).split(","))));
        stored.stringPropertyNames().stream()
                .filter(key -> key.startsWith(FILTER))
                .forEach(key ->
                        filters.put(key.substring(FILTER.length()), stored.getProperty(key)));
        accent.addListener((property, before, now) -> write());
        density.addListener((property, before, now) -> write());
        zoom.addListener((property, before, now) -> write());
        narrow.addListener((property, before, now) -> write());
        thinking =
                new SimpleObjectProperty<>(named(stored.getProperty(THINKING), ThinkingShown.AUTO));
        thinking.addListener((property, before, now) -> write());
        enterSends.addListener((property, before, now) -> write());
        theme.addListener((property, before, now) -> write());
        language.addListener((property, before, now) -> write());
    }

    /// The filters of requests that a person gave names to, by these.
    public Map<String, String> filters() {
        return Map.copyOf(filters);
    }

    /// Keeps these instead.
    public void keepFilters(Map<String, String> all) {
        filters.clear();
        filters.putAll(all);
        write();
    }

    public ObjectProperty<ThemeChoice> themeProperty() {
        return theme;
    }

    public ObjectProperty<Locale> languageProperty() {
        return language;
    }

    /// Whether the first steps were done or skipped.
    public boolean welcomed() {
        return welcomed;
    }

    public void setWelcomed() {
        welcomed = true;
        write();
    }

    /// Where the window was: `x y width height`; empty: nowhere yet.
    public String place() {
        return place;
    }

    /// The page that was open; empty: none yet.
    public String page() {
        return page;
    }

    /// Keeps where the window is and what it shows.
    public void leave(String newPlace, String newPage) {
        place = newPlace;
        page = newPage;
        write();
    }

    /// Whether Enter sends a message; else Ctrl+Enter does, and Enter breaks the line.
    public BooleanProperty enterSendsProperty() {
        return enterSends;
    }

    /// How much of what models think is shown.
    public ObjectProperty<ThinkingShown> thinkingProperty() {
        return thinking;
    }

    public ObjectProperty<Accent> accentProperty() {
        return accent;
    }

    public ObjectProperty<Density> densityProperty() {
        return density;
    }

    /// How large everything is drawn, in percent.
    public IntegerProperty zoomProperty() {
        return zoom;
    }

    /// Makes everything larger or smaller by some steps; none: as it was at first.
    public void zoomBy(int steps) {
        int wanted = steps == 0 ? NO_ZOOM : zoom.get() + steps * ZOOM_STEP;
        zoom.set(Math.clamp(wanted, LEAST_ZOOM, MOST_ZOOM));
    }

    /// Whether the sidebar shows icons only.
    public BooleanProperty narrowProperty() {
        return narrow;
    }

    @Override
    public Set<String> hidden(String table) {
        return hidden.getOrDefault(table, Set.of());
    }

    @Override
    public void hide(String table, Set<String> columns) {
        hidden.put(table, Set.copyOf(columns));
        write();
    }

    private static int zoomOf(String text) {
        int percent = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : NO_ZOOM;
        return Math.clamp(percent, LEAST_ZOOM, MOST_ZOOM);
    }

    private static <E extends Enum<E>> E named(@Nullable String name, E otherwise) {
        for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
            if (one.name().equalsIgnoreCase(name)) {
                return one;
            }
        }
        return otherwise;
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
        stored.setProperty(WELCOMED, Boolean.toString(welcomed));
        stored.setProperty(PLACE, place);
        stored.setProperty(PAGE, page);
        stored.setProperty(ACCENT, accent.get().name().toLowerCase(Locale.ROOT));
        stored.setProperty(DENSITY, density.get().name().toLowerCase(Locale.ROOT));
        stored.setProperty(ZOOM, Integer.toString(zoom.get()));
        stored.setProperty(NARROW, Boolean.toString(narrow.get()));
        hidden.forEach((table, columns) -> {
            if (!columns.isEmpty()) {
                stored.setProperty(COLUMNS + table, String.join(",", columns));
            }
        });
        filters.forEach((name, terms) -> stored.setProperty(FILTER + name, terms));
        stored.setProperty(ENTER_SENDS, Boolean.toString(enterSends.get()));
        stored.setProperty(THINKING, thinking.get().name().toLowerCase(Locale.ROOT));
        try (Writer writer = Files.newBufferedWriter(file)) {
            stored.store(writer, null);
        } catch (IOException e) {
            System.getLogger(WindowPreferences.class.getName())
                    .log(System.Logger.Level.WARNING, "the window's preferences can't be kept", e);
        }
    }
}
