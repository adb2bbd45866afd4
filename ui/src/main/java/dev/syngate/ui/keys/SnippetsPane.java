package dev.syngate.ui.keys;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Choice;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// What to paste into a tool so that it calls the gateway.
final class SnippetsPane extends VBox {
    private static final int LINES = 12;
    private final Choice<KeySnippets> tool = new Choice<>(KeySnippets.ALL, KeySnippets::name);
    private final Choice<String> model;
    private final TextArea text = Boxes.styled(new TextArea(), "mono", "snippet");
    private final String base;
    private final String key;

    /// @param key the secret, or what stands for it
    SnippetsPane(Texts texts, String base, String key, List<String> models) {
        super(12);
        this.base = base;
        this.key = key;
        model = new Choice<>(models, one -> one);
        text.setEditable(false);
        text.setWrapText(true);
        text.setPrefRowCount(LINES);
        text.setAccessibleText(texts.of("keys.snippets"));
        tool.setAccessibleText(texts.of("keys.snippets.tool"));
        model.setAccessibleText(texts.of("keys.snippets.model"));
        tool.setValue(KeySnippets.ALL.getFirst());
        if (!models.isEmpty()) {
            model.setValue(models.getFirst());
        }
        tool.valueProperty().subscribe(chosen -> fill());
        model.valueProperty().subscribe(chosen -> fill());
        Label about = Labels.of(texts.of("keys.snippets.about"), "secondary");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        Boxes.show(about, key.equals(KeySnippets.PLACEHOLDER));
        tool.setPrefWidth(130);
        getChildren()
                .addAll(
                        Boxes.row(8, tool, Boxes.grow(model)),
                        text,
                        CopyButton.labelled(texts, texts.of("copy"), text::getText),
                        about);
    }

    private void fill() {
        String chosen = model.getValue() == null ? "MODEL" : model.getValue();
        text.setText(Objects.requireNonNull(tool.getValue()).filled(base, key, chosen));
    }
}
