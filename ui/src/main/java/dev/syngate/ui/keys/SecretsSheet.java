package dev.syngate.ui.keys;

import dev.syngate.access.CreatedKey;
import dev.syngate.export.Csv;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Note;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// The secrets of several new keys, shown once: to copy, or to keep in a file.
final class SecretsSheet extends VBox {
    static final double WIDTH = 648;
    private static final double HEIGHT = 260;
    private final CopyButton copy;
    private final String csv;

    /// @param write keeps a text in a file
    /// @param done takes the sheet away
    SecretsSheet(
            Texts texts,
            List<CreatedKey> created,
            String baseUrl,
            BiConsumer<File, String> write,
            Runnable done) {
        csv = csv(created, baseUrl);
        copy = CopyButton.labelled(texts, texts.of("keys.several.copy"), () -> csv);
        VBox lines = Boxes.styled(Boxes.column(0), "card", "steps");
        created.forEach(one -> lines.getChildren().add(line(texts, one)));
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(HEIGHT);
        CheckBox stored = new CheckBox(texts.of("keys.several.stored"));
        Button finish = Buttons.primary(texts.of("done"), null, done);
        finish.disableProperty().bind(stored.selectedProperty().not());
        Button file =
                Buttons.plain(texts.of("keys.several.save"), Feather.DOWNLOAD, () -> save(write));
        VBox body =
                Boxes.styled(
                        Boxes.column(
                                16,
                                Labels.of(
                                        texts.of("keys.several.ready", created.size()),
                                        "sheet-title"),
                                scroll,
                                Boxes.row(8, copy, file),
                                new Note("warning", texts.of("secret.warning"))),
                        "sheet-body");
        getChildren()
                .addAll(
                        body,
                        Boxes.styled(Boxes.row(8, stored, Boxes.spacer(), finish), "sheet-foot"));
    }

    private static Node line(Texts texts, CreatedKey one) {
        return Boxes.styled(
                Boxes.row(
                        8,
                        Boxes.grow(Labels.of(one.key().name(), "medium")),
                        Labels.of(one.secret(), "mono", "muted"),
                        CopyButton.icon(texts, texts.of("secret.copy"), one::secret)),
                "step");
    }

    private static String csv(List<CreatedKey> created, String baseUrl) {
        StringBuilder lines = new StringBuilder(Csv.line("name", "base_url", "api_key"));
        created.forEach(one -> lines.append(Csv.line(one.key().name(), baseUrl, one.secret())));
        return lines.toString();
    }

    private void save(BiConsumer<File, String> write) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName("syngate-keys.csv");
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            write.accept(file, csv);
        }
    }

    /// What a person does first.
    Node first() {
        return copy;
    }
}
