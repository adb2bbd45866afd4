package dev.syngate.ui.parts;

import dev.syngate.ui.texts.Texts;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Copies a text and says so for a moment.
public final class CopyButton extends Button {
    private static final Duration SHOWN = Duration.seconds(1.5);
    private final String label;
    private final String done;
    private final FontIcon icon;
    private @Nullable String name;

    private CopyButton(Texts texts, String label, Supplier<String> content) {
        this.label = label;
        this.done = texts.of("copied");
        this.icon = Icons.of(Feather.COPY);
        setGraphic(icon);
        setText(label);
        PauseTransition back = new PauseTransition(SHOWN);
        back.setOnFinished(event -> reset());
        setOnAction(event -> {
            copy(content.get());
            icon.setIconCode(Feather.CHECK);
            setText(label.isEmpty() ? "" : done);
            name = getAccessibleText();
            setAccessibleText(done);
            back.playFromStart();
        });
    }

    /// With a label, as a plain button.
    public static CopyButton labelled(Texts texts, String label, Supplier<String> content) {
        CopyButton button = Boxes.styled(new CopyButton(texts, label, content), "plain");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /// Only the icon.
    public static CopyButton icon(Texts texts, String name, Supplier<String> content) {
        CopyButton button = Boxes.styled(new CopyButton(texts, "", content), "flat-icon");
        Buttons.name(button, name);
        return button;
    }

    private void reset() {
        icon.setIconCode(Feather.COPY);
        setText(label);
        setAccessibleText(name);
    }

    /// Puts the text on the clipboard.
    public static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
