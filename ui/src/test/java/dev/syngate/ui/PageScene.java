package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Field;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A window without a stage, as large as a picture of it, and what a person does in it.
final class PageScene {
    static final double WIDTH = 1280;
    static final double HEIGHT = 800;

    private final SyngateWindow window;
    private final Parts on;
    private double width = WIDTH;
    private double height = HEIGHT;

    private PageScene(SyngateWindow window) {
        this.window = window;
        this.on = new Parts(window.scene());
        resize(WIDTH, HEIGHT);
    }

    static PageScene of(Gateway gateway, Path folder) {
        return of(gateway, folder, InstantSource.system(), Texts::in);
    }

    static PageScene of(
            Gateway gateway, Path folder, InstantSource clock, Function<Locale, Texts> speech) {
        return new PageScene(
                Fx.call(() -> {
                    SyngateWindow made =
                            new SyngateWindow(
                                    gateway,
                                    folder,
                                    clock,
                                    ZoneOffset.UTC,
                                    Background.live(),
                                    link -> {},
                                    (file, passphrase) -> {},
                                    speech);
                    made.preferences().themeProperty().set(ThemeChoice.LIGHT);
                    return made;
                }));
    }

    SyngateWindow window() {
        return window;
    }

    Parts on() {
        return on;
    }

    void resize(double newWidth, double newHeight) {
        width = newWidth;
        height = newHeight;
        Fx.run(this::size);
    }

    private void size() {
        window.content().setPrefSize(width, height);
        window.content().resize(width, height);
    }

    /// Opens a page and waits until it says the words.
    void page(String id, String shown) {
        Fx.run(() -> window.content().open(id));
        until(id, () -> on.shows(shown));
    }

    /// Waits, looking at the newest data, until the condition is true.
    void until(String what, BooleanSupplier condition) {
        Fx.until(
                what,
                () -> {
                    size();
                    window.content().pulse();
                    return condition.getAsBoolean();
                });
    }

    void shows(String words) {
        until(words, () -> on.shows(words));
    }

    void language(Locale language) {
        Fx.run(() -> {
            window.preferences().languageProperty().set(language);
            size();
        });
    }

    /// Selects the row of the open page that has the name.
    void select(String name) {
        Fx.run(() -> window.content().open(window.content().openPage(), name));
    }

    void type(String field, String text) {
        Fx.run(() -> ((TextInputControl) field(field).lookup(".text-input")).setText(text));
    }

    /// The field of the open form that has the name.
    Field field(String name) {
        return on.all(Field.class, ".field").stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field: " + name));
    }

    /// Chooses what has the name.
    void choose(ComboBox<Object> from, String name) {
        Fx.run(() ->
                from.setValue(
                        from.getItems().stream()
                                .filter(one -> name.equals(from.getConverter().toString(one)))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no choice: " + name))));
    }

    /// Chooses a line of the menu that has the name.
    void menu(String name, String line) {
        until(
                name,
                () ->
                        on.all(MenuButton.class, ".menu-button").stream()
                                .anyMatch(menu -> name.equals(menu.getAccessibleText())));
        Fx.run(() ->
                on.all(MenuButton.class, ".menu-button").stream()
                        .filter(menu -> name.equals(menu.getAccessibleText()))
                        .flatMap(menu -> menu.getItems().stream())
                        .filter(item -> line.equals(item.getText()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no line: " + line))
                        .fire());
    }

    void press(String button) {
        Fx.run(() -> on.button(button).fire());
    }

    void toggle(String name) {
        Fx.run(() -> on.toggle(name));
    }

    void key(KeyCode code, boolean control) {
        Fx.run(() -> window.content().fireEvent(pressed(code, control)));
    }

    /// Presses a key in the first node that fits.
    void keyOn(Class<? extends Node> type, String selector, KeyCode code) {
        Fx.run(() -> on.first(type, selector).fireEvent(pressed(code, false)));
    }

    private static KeyEvent pressed(KeyCode code, boolean control) {
        String text = code.getChar().toLowerCase(Locale.ROOT);
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", text, code, false, control, false, false);
    }

    /// A picture in both looks.
    void take(String name) {
        for (ThemeChoice theme : List.of(ThemeChoice.LIGHT, ThemeChoice.DARK)) {
            Fx.run(() -> {
                window.preferences().themeProperty().set(theme);
                window.content().pulse();
            });
            takeOnce(name + "-" + theme.name().toLowerCase(Locale.ROOT));
        }
        Fx.run(() -> window.preferences().themeProperty().set(ThemeChoice.LIGHT));
    }

    /// A picture in the look of now.
    void takeOnce(String name) {
        assertThat(Screens.take(window.scene(), width, height, name).getWidth()).isEqualTo(width);
        Fx.run(this::size);
    }
}
