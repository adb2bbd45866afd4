package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.CopyButton;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A piece of code with its language, colours and a copy button. Long lines scroll.
final class CodeBlock extends VBox {
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

    CodeBlock(Texts texts, String language, String code) {
        getStyleClass().add("code-block");
        String body = code.stripTrailing();
        HBox head =
                Boxes.row(
                        4,
                        Labels.of(name(language), "secondary"),
                        Boxes.spacer(),
                        CopyButton.icon(texts, texts.of("code.copy"), () -> body));
        head.getStyleClass().add("code-head");
        getChildren().addAll(head, lines(body));
    }

    private static String name(String language) {
        return NAMES.getOrDefault(language.toLowerCase(Locale.ROOT), language);
    }

    private static ScrollPane lines(String body) {
        TextFlow flow = Boxes.styled(new TextFlow(), "code-lines");
        List<CodeColours.Piece> pieces = CodeColours.of(body);
        for (CodeColours.Piece piece : pieces) {
            flow.getChildren()
                    .add(Boxes.styled(new Text(piece.text()), "text", piece.kind().style()));
        }
        ScrollPane scroll = Boxes.styled(new ScrollPane(flow), "code-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        // Turning the wheel over code scrolls the conversation, not the code.
        scroll.addEventFilter(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaX() == 0 && scroll.getParent() != null) {
                        scroll.getParent().fireEvent(event.copyFor(scroll, scroll.getParent()));
                        event.consume();
                    }
                });
        return scroll;
    }
}
