package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.text.Text;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.jspecify.annotations.Nullable;

/// Makes a flow of styled, selectable text from what stands inside a block of Markdown.
final class InlineTexts {
    private static final int DEEPEST = 50;
    private final Consumer<String> openLink;

    InlineTexts(Consumer<String> openLink) {
        this.openLink = openLink;
    }

    WordFlow flow(Node block, String styleClass) {
        List<javafx.scene.Node> pieces = new ArrayList<>();
        collect(block.getFirstChild(), List.of(), pieces, 0);
        WordFlow flow = new WordFlow(pieces.toArray(javafx.scene.Node[]::new));
        flow.getStyleClass().addAll("words", styleClass);
        return flow;
    }

    private void collect(
            @Nullable Node first, List<String> styles, List<javafx.scene.Node> pieces, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (Node node = first; node != null; node = node.getNext()) {
            Node inside = node.getFirstChild();
            switch (node) {
                case org.commonmark.node.Text text -> add(text.getLiteral(), styles, pieces);
                case Code code -> add(code.getLiteral(), with(styles, "code"), pieces);
                case HtmlInline html -> add(html(html.getLiteral()), styles, pieces);
                case SoftLineBreak ignored -> add(" ", styles, pieces);
                case HardLineBreak ignored -> add("\n", styles, pieces);
                case StrongEmphasis ignored ->
                        collect(inside, with(styles, "strong"), pieces, depth + 1);
                case Emphasis ignored ->
                        collect(inside, with(styles, "emphasis"), pieces, depth + 1);
                case Strikethrough ignored ->
                        collect(inside, with(styles, "struck"), pieces, depth + 1);
                case MathInline math -> math(math, styles, pieces);
                case Footnote.Mark mark ->
                        add("[" + mark.label() + "]", with(styles, "footnote-mark"), pieces);
                case Link link -> link(link, link.getDestination(), styles, pieces, depth);
                // An image is never fetched: its address would tell the world that it was shown.
                case Image image -> link(image, image.getDestination(), styles, pieces, depth);
                default -> collect(inside, styles, pieces, depth + 1);
            }
        }
    }

    /// The one element that models write into tables, for want of another line break.
    private static String html(String literal) {
        return literal.matches("(?i)<br ?/?>") ? "\n" : literal;
    }

    private static void math(MathInline math, List<String> styles, List<javafx.scene.Node> pieces) {
        Formula formula = Formula.of(math.latex(), math.display());
        if (formula == null) {
            add(math.literal(), with(styles, "code"), pieces);
        } else {
            pieces.add(formula);
        }
    }

    private void link(
            Node link,
            String address,
            List<String> styles,
            List<javafx.scene.Node> pieces,
            int depth) {
        int before = pieces.size();
        boolean web = address.startsWith("https://") || address.startsWith("http://");
        collect(link.getFirstChild(), web ? with(styles, "web-link") : styles, pieces, depth + 1);
        if (!web) {
            return;
        }
        for (javafx.scene.Node piece : pieces.subList(before, pieces.size())) {
            piece.setCursor(Cursor.HAND);
            Tip.on(piece, address);
            piece.setOnMouseClicked(event -> {
                if (event == null || event.isStillSincePress()) {
                    openLink.accept(address);
                }
            });
        }
    }

    private static void add(String literal, List<String> styles, List<javafx.scene.Node> pieces) {
        if (!literal.isEmpty()) {
            Text text = Boxes.styled(new Text(literal), "text");
            text.getStyleClass().addAll(styles);
            text.setStrikethrough(styles.contains("struck"));
            pieces.add(text);
        }
    }

    private static List<String> with(List<String> styles, String more) {
        List<String> all = new ArrayList<>(styles);
        all.add(more);
        return all;
    }
}
