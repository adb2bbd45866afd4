package dev.syngate.ui.firstrun;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The third step: the address and a key for the first tool.
final class ConnectStep extends VBox {
    private final Texts texts;
    private final FirstRunViewModel model;
    private final VBox values = Boxes.column(12);
    private boolean created;

    ConnectStep(Texts texts, FirstRunViewModel model) {
        super(16);
        this.texts = texts;
        this.model = model;
        setAlignment(Pos.TOP_CENTER);
        getChildren()
                .addAll(
                        Labels.of(texts.of("firstrun.connect.title"), "page-title"),
                        Labels.of(texts.of("firstrun.connect.more"), "muted"),
                        values);
    }

    void begin() {
        if (!created) {
            created = true;
            model.createKey(
                    texts.of("firstrun.key.name"),
                    this::show,
                    message -> values.getChildren().setAll(new Note("danger", message)));
        }
    }

    private void show(String secret) {
        String env = "OPENAI_BASE_URL=" + model.baseUrl() + "\nOPENAI_API_KEY=" + secret + "\n";
        values.getChildren()
                .setAll(
                        value(texts.of("secret.base.url"), model.baseUrl()),
                        value(texts.of("secret.key"), secret),
                        Boxes.row(
                                8,
                                CopyButton.labelled(texts, texts.of("secret.copy.env"), () -> env)),
                        new Note("warning", texts.of("secret.warning")));
    }

    private Node value(String name, String text) {
        TextField field = Boxes.styled(new TextField(text), "mono", "read-only");
        field.setEditable(false);
        field.setAccessibleText(name);
        return Boxes.column(
                6,
                Labels.of(name, "field-name"),
                Boxes.row(
                        8,
                        Boxes.grow(field),
                        CopyButton.icon(texts, texts.of("copy"), () -> text)));
    }
}
