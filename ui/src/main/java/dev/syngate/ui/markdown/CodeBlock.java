package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// A piece of code with its language and buttons to wrap, save and copy it. It is coloured when it
/// is complete; long lines scroll.
final class CodeBlock extends VBox {
    private static final int LONGEST_COLOURED = 60_000;
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("java", "Java"),
                    Map.entry("js", "JavaScript"),
                    Map.entry("javascript", "JavaScript"),
                    Map.entry("ts", "TypeScript"),
                    Map.entry("typescript", "TypeScript"),
                    Map.entry("py", "Python"),
                    Map.entry("python", "Python"),
                    Map.entry("json", "JSON"),
                    Map.entry("sql", "SQL"),
                    Map.entry("sh", "Shell"),
                    Map.entry("bash", "Bash"),
                    Map.entry("html", "HTML"),
                    Map.entry("css", "CSS"),
                    Map.entry("yaml", "YAML"),
                    Map.entry("xml", "XML"));

    private final Texts texts;
    private final String language;
    private final String body;

    CodeBlock(Texts texts, String language, String code, boolean complete) {
        this.texts = texts;
        this.language = language;
        this.body = code.stripTrailing();
        getStyleClass().add("code-block");
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        WordFlow flow = Boxes.styled(new WordFlow(pieces(complete)), "code-lines");
        Sideways lines = Boxes.styled(new Sideways(flow), "code-scroll");
        ToggleButton wrap = new ToggleButton("", Icons.small(Feather.CORNER_DOWN_LEFT));
        wrap.getStyleClass().add("flat-icon");
        wrap.setTooltip(new Tooltip(texts.of("code.wrap")));
        wrap.setAccessibleText(texts.of("code.wrap"));
        wrap.selectedProperty().subscribe(lines::setFitToWidth);
        HBox head =
                Boxes.row(
                        2,
                        Labels.of(name(language), "secondary"),
                        Boxes.spacer(),
                        wrap,
                        Buttons.icon(Feather.DOWNLOAD, texts.of("code.save"), this::save),
                        CopyButton.icon(texts, texts.of("code.copy"), () -> body));
        head.getStyleClass().add("code-head");
        getChildren().addAll(head, lines);
    }

    private static String name(String language) {
        return NAMES.getOrDefault(language.toLowerCase(Locale.ROOT), language);
    }

    private Node[] pieces(boolean complete) {
        if (!complete || body.length() > LONGEST_COLOURED) {
            return new Node[] {Boxes.styled(new Text(body), "text")};
        }
        List<Node> pieces = new ArrayList<>();
        for (CodeColours.Piece piece : CodeColours.of(body)) {
            pieces.add(Boxes.styled(new Text(piece.text()), "text", piece.kind().style()));
        }
        return pieces.toArray(Node[]::new);
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of("code.save"));
        chooser.setInitialFileName("code." + (language.matches("\\w{1,8}") ? language : "txt"));
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file.toPath(), body + "\n");
        } catch (IOException e) {
            System.getLogger(CodeBlock.class.getName())
                    .log(System.Logger.Level.WARNING, "code can't be saved", e);
        }
    }
}
