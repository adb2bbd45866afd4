package dev.syngate.ui.chat;

import dev.syngate.chat.ChatParameters;
import dev.syngate.history.ChatPreset;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Which preset the open conversation is asked by; keeps, renames and deletes them.
final class PresetChoice extends VBox {
    private final Texts texts;
    private final ChatViewModel model;
    private final MenuButton button = new MenuButton("", Icons.small(Feather.SLIDERS));
    private final TextField name = new TextField();
    private Consumer<String> named = text -> {};

    /// The preset that was chosen last, so that it can be changed.
    private String chosen = "";

    PresetChoice(Texts texts, ChatViewModel model) {
        super(6);
        this.texts = texts;
        this.model = model;
        button.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("preset-choice");
        button.setOnShowing(event -> fill());
        button.getItems().add(new MenuItem(""));
        name.setPromptText(texts.of("preset.name"));
        name.setAccessibleText(texts.of("preset.name"));
        name.setOnAction(event -> finish());
        name.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        event.consume();
                        Boxes.show(name, false);
                        button.requestFocus();
                    }
                });
        Boxes.show(name, false);
        getChildren().addAll(button, name);
    }

    void show(ChatParameters now) {
        ChatPreset fitting = fitting(now);
        chosen = fitting == null ? chosen : fitting.name();
        ChatPreset base = find(chosen);
        button.setText(
                fitting != null
                        ? fitting.name()
                        : base == null
                                ? texts.of("preset.none")
                                : texts.of("preset.changed", base.name()));
    }

    private @Nullable ChatPreset fitting(ChatParameters now) {
        ChatPreset last = find(chosen);
        return last != null && last.fits(now)
                ? last
                : model.presets().list().stream()
                        .filter(one -> one.fits(now))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable ChatPreset find(String wanted) {
        return model.presets().list().stream()
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private ChatParameters now() {
        return model.currentProperty().get().parameters();
    }

    private void fill() {
        button.getItems().clear();
        button.getItems().add(item(texts.of("preset.none"), this::chooseNone));
        model.presets()
                .list()
                .forEach(one -> button.getItems().add(item(one.name(), () -> choose(one))));
        button.getItems().add(new SeparatorMenuItem());
        button.getItems().add(item(texts.of("preset.save.as"), () -> ask("", this::saveAs)));
        ChatPreset base = find(chosen);
        if (base == null) {
            return;
        }
        String id = now().model();
        CheckMenuItem byDefault = new CheckMenuItem(texts.of("preset.default", base.name(), id));
        byDefault.setMnemonicParsing(false);
        byDefault.setSelected(base.models().contains(id));
        byDefault.setOnAction(
                event -> change(() -> model.presets().save(base.by(id, byDefault.isSelected()))));
        if (!base.fits(now())) {
            button.getItems()
                    .add(
                            item(
                                    texts.of("preset.save", base.name()),
                                    () -> change(() -> model.presets().save(base.with(now())))));
        }
        button.getItems()
                .addAll(
                        byDefault,
                        item(
                                texts.of("preset.rename", base.name()),
                                () -> ask(base.name(), other -> rename(base, other))),
                        item(
                                texts.of("preset.delete", base.name()),
                                () -> change(() -> model.presets().remove(base.name()))));
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void chooseNone() {
        chosen = "";
        model.setParameters(ChatParameters.of(now().model(), now().group()));
    }

    private void choose(ChatPreset preset) {
        chosen = preset.name();
        model.setParameters(preset.on(now()));
    }

    private void saveAs(String text) {
        chosen = text.strip();
        change(() -> model.presets().save(ChatPreset.of(text, now())));
    }

    private void rename(ChatPreset preset, String text) {
        chosen = text.strip();
        change(() -> model.presets().rename(preset, text));
    }

    /// The store is never touched on the FX thread.
    private void change(Runnable work) {
        model.background()
                .run(
                        () -> {
                            work.run();
                            return true;
                        },
                        done -> show(now()),
                        failure -> ask(chosen, named));
    }

    private void ask(String first, Consumer<String> then) {
        named = then;
        name.setText(first);
        Boxes.show(name, true);
        name.requestFocus();
        name.selectAll();
    }

    private void finish() {
        if (!name.getText().isBlank()) {
            Boxes.show(name, false);
            named.accept(name.getText());
        }
    }
}
