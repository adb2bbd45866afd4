package dev.syngate.ui.chat;

import dev.syngate.history.Conversation;
import dev.syngate.history.ConversationFile;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Tip;
import dev.syngate.ui.parts.Toasts;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// Writes the open conversation into a file, and reads conversations of files.
final class ExportMenu {
    private static final long LARGEST = 200_000_000;
    private final Texts texts;
    private final ChatViewModel model;
    private final Toasts toasts;
    private final MenuButton button = new MenuButton("", Icons.of(Feather.SHARE));

    ExportMenu(Texts texts, ChatViewModel model, Toasts toasts) {
        this.texts = texts;
        this.model = model;
        this.toasts = toasts;
        button.getStyleClass().add("flat-icon");
        Tip.on(button, texts.of("export"));
        button.setAccessibleText(texts.of("export"));
        MenuItem load = new MenuItem(texts.of("export.import"));
        load.setOnAction(event -> load());
        button.getItems()
                .addAll(
                        item("export.markdown", "md", () -> transcript().markdown()),
                        item("export.html", "html", () -> transcript().html()),
                        item("export.json", "json", () -> ConversationFile.write(List.of(open()))),
                        new SeparatorMenuItem(),
                        load);
    }

    MenuButton button() {
        return button;
    }

    private Conversation open() {
        return model.currentProperty().get();
    }

    private Transcript transcript() {
        return new Transcript(texts, open());
    }

    private MenuItem item(String key, String ending, Supplier<String> content) {
        MenuItem item = new MenuItem(texts.of(key));
        item.setOnAction(event -> save(ending, content));
        return item;
    }

    private void save(String ending, Supplier<String> content) {
        FileChooser chooser = new FileChooser();
        String name = open().title().replaceAll("[^\\p{L}\\p{N} _-]", "").strip();
        chooser.setInitialFileName((name.isEmpty() ? "chat" : name) + "." + ending);
        File file = chooser.showSaveDialog(button.getScene().getWindow());
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file.toPath(), content.get());
            toasts.say(texts.of("export.done", file.getName()));
        } catch (IOException e) {
            toasts.say(texts.of("export.failed", String.valueOf(e.getMessage())));
        }
    }

    private void load() {
        FileChooser chooser = new FileChooser();
        File file = chooser.showOpenDialog(button.getScene().getWindow());
        if (file == null) {
            return;
        }
        try {
            if (Files.size(file.toPath()) > LARGEST) {
                throw new IllegalArgumentException(texts.of("export.too.large"));
            }
            int count = model.load(Files.readString(file.toPath()));
            toasts.say(texts.of("export.imported", count));
        } catch (IOException | IllegalArgumentException e) {
            toasts.say(texts.of("export.failed", String.valueOf(e.getMessage())));
        }
    }
}
