package dev.syngate.ui.markdown;

import atlantafx.base.controls.SelectableTextFlow;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/// Makes a flow of styled, selectable text from what stands inside a block of Markdown.
final class InlineTexts {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private final Texts texts;
    private final Consumer<String> openLink;

    InlineTexts(Texts texts, Consumer<String> openLink) {
        this.texts = texts;
        this.openLink = openLink;
    }

    SelectableTextFlow flow(Node block, String styleClass) {
        List<Text> pieces = new ArrayList<>();
        collect(block, List.of(), pieces);
        return flow(pieces, styleClass);
    }

    private SelectableTextFlow flow(List<Text> pieces, String styleClass) {
        SelectableTextFlow flow = new SelectableTextFlow(pieces.toArray(Text[]::new));
        flow.getStyleClass().addAll("words", styleClass);
        MenuItem copy = new MenuItem(texts.of("copy"));
        copy.setOnAction(event -> flow.copySelectedRangeToClipboard());
        flow.setContextMenu(new ContextMenu(copy));
        flow.setFocusTraversable(false);
        flow.setOnMousePressed(event -> flow.requestFocus());
        flow.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (COPY.match(event)) {
                        flow.copySelectedRangeToClipboard();
                        event.consume();
                    }
                });
        return flow;
    }

    private void collect(Node parent, List<String> styles, List<Text> pieces) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case org.commonmark.node.Text text -> add(text.getLiteral(), styles, pieces);
                case Code code -> add(code.getLiteral(), with(styles, "code"), pieces);
                case HtmlInline html -> add(html.getLiteral(), styles, pieces);
                case SoftLineBreak ignored -> add(" ", styles, pieces);
                case HardLineBreak ignored -> add("\n", styles, pieces);
                case StrongEmphasis strong -> collect(strong, with(styles, "strong"), pieces);
                case Emphasis emphasis -> collect(emphasis, with(styles, "emphasis"), pieces);
                case Link link -> link(link, link.getDestination(), styles, pieces);
                // An image is never fetched: its address would tell the world that it was shown.
                case Image image -> link(image, image.getDestination(), styles, pieces);
                default -> collect(node, styles, pieces);
            }
        }
    }

    private void link(Node link, String address, List<String> styles, List<Text> pieces) {
        int before = pieces.size();
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        collect(link, web ? with(styles, "web-link") : styles, pieces);
        if (web) {
            for (Text text : pieces.subList(before, pieces.size())) {
                text.setCursor(Cursor.HAND);
                text.setOnMouseClicked(event -> openLink.accept(address));
            }
        }
    }

    private static void add(String literal, List<String> styles, List<Text> pieces) {
        Text text = new Text(literal);
        text.getStyleClass().add("text");
        text.getStyleClass().addAll(styles);
        pieces.add(text);
    }

    private static List<String> with(List<String> styles, String more) {
        List<String> all = new ArrayList<>(styles);
        all.add(more);
        return all;
    }
}
