package dev.syngate.ui.markdown;

import dev.syngate.ui.fx.Background;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Buttons;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.parts.Tip;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.FileChooser;
import org.commonmark.node.FencedCodeBlock;
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

    private static final int CHUNK_LINES = 100;

    private final Texts texts;
    private final String language;
    private final HBox head;
    private final Sideways lines;
    private final VBox chunks = Boxes.styled(new VBox(), "code-lines");
    private String body = "";
    private boolean coloured;
    private boolean hasTools;

    CodeBlock(Texts texts, String language, String code, boolean complete) {
        this.texts = texts;
        this.language = language;
        getStyleClass().add("code-block");
        setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
        lines = Boxes.styled(new Sideways(chunks), "code-scroll");
        head = Boxes.row(2, Labels.of(name(language), "secondary"), Boxes.spacer());
        head.getStyleClass().add("code-head");
        getChildren().addAll(head, lines);
        show(code, complete);
        sceneProperty()
                .subscribe(() -> {
                    if (getScene() != null && !hasTools) {
                        // one frame later: making buttons takes as long as all the rest
                        Background.live().screen().execute(this::addTools);
                    }
                });
    }

    private void addTools() {
        if (hasTools || getScene() == null) {
            return;
        }
        hasTools = true;
        ToggleButton wrap = new ToggleButton("", Icons.small(Feather.CORNER_DOWN_LEFT));
        wrap.getStyleClass().add("flat-icon");
        Tip.on(wrap, texts.of("code.wrap"));
        wrap.setAccessibleText(texts.of("code.wrap"));
        wrap.selectedProperty().subscribe(lines::wrap);
        head.getChildren()
                .addAll(
                        wrap,
                        Buttons.icon(Feather.DOWNLOAD, texts.of("code.save"), this::save),
                        CopyButton.icon(texts, texts.of("code.copy"), () -> body));
    }

    static CodeBlock of(Texts texts, FencedCodeBlock code) {
        return new CodeBlock(texts, language(code), code.getLiteral(), isClosed(code));
    }

    private static String language(FencedCodeBlock code) {
        String info = code.getInfo() == null ? "" : code.getInfo().strip();
        int end = info.indexOf(' ');
        return end < 0 ? info : info.substring(0, end);
    }

    private static boolean isClosed(FencedCodeBlock code) {
        return code.getClosingFenceLength() != null;
    }

    /// Shows what has become of the code; false: it is another language.
    boolean show(FencedCodeBlock code) {
        if (!language(code).equals(language)) {
            return false;
        }
        show(code.getLiteral(), isClosed(code));
        return true;
    }

    /// Whether it shows the same as another one.
    boolean isLike(CodeBlock other) {
        return language.equals(other.language)
                && body.equals(other.body)
                && coloured == other.coloured;
    }

    /// Long code is many flows of some lines each, of which only the last one grows.
    private void show(String code, boolean complete) {
        String now = code.stripTrailing();
        boolean colour = complete && now.length() <= LONGEST_COLOURED;
        if (now.equals(body) && colour == coloured && !chunks.getChildren().isEmpty()) {
            return;
        }
        boolean grows = now.startsWith(body) && !colour && !coloured;
        int kept = grows ? Math.max(0, chunks.getChildren().size() - 1) : 0;
        body = now;
        coloured = colour;
        chunks.getChildren().remove(kept, chunks.getChildren().size());
        if (colour) {
            colourAll();
        } else {
            plain(kept);
        }
    }

    private void plain(int from) {
        int start = 0;
        for (int chunk = 0; start >= 0; chunk++) {
            int end = start;
            for (int line = 0; line < CHUNK_LINES && end >= 0; line++) {
                end = body.indexOf('\n', line == 0 ? start : end + 1);
            }
            if (chunk >= from) {
                String text = end < 0 ? body.substring(start) : body.substring(start, end);
                add(List.of(Boxes.styled(new Text(text), "text")));
            }
            start = end < 0 ? -1 : end + 1;
        }
    }

    private void colourAll() {
        List<Node> chunk = new ArrayList<>();
        int lines = 0;
        for (CodeColours.Piece piece : CodeColours.of(body)) {
            String rest = piece.text();
            for (int end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', end + 1)) {
                if (++lines % CHUNK_LINES == 0) {
                    chunk.add(coloured(piece, rest.substring(0, end)));
                    add(chunk);
                    chunk = new ArrayList<>();
                    rest = rest.substring(end + 1);
                    end = -1;
                }
            }
            if (!rest.isEmpty()) {
                chunk.add(coloured(piece, rest));
            }
        }
        add(chunk);
    }

    private static Text coloured(CodeColours.Piece piece, String text) {
        return Boxes.styled(new Text(text), "text", piece.kind().style());
    }

    private void add(List<Node> pieces) {
        WordFlow flow = new WordFlow(pieces.toArray(Node[]::new));
        flow.getStyleClass().add("code-chunk");
        chunks.getChildren().add(flow);
    }

    private static String name(String language) {
        return NAMES.getOrDefault(language.toLowerCase(Locale.ROOT), language);
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
