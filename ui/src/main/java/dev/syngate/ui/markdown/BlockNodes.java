package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Icons;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.kordamp.ikonli.feather.Feather;

/// Makes a node of the window from each block of Markdown.
final class BlockNodes {
    private static final int DEEPEST_HEADING = 3;

    /// Quotes and lists within each other are moved to the right so often, then no more.
    private static final int DEEPEST = 8;

    private final Texts texts;
    private final InlineTexts inlines;

    BlockNodes(Texts texts, Consumer<String> openLink) {
        this.texts = texts;
        this.inlines = new InlineTexts(openLink);
    }

    Region of(Node block) {
        return of(block, 0);
    }

    private Region of(Node block, int depth) {
        return switch (block) {
            case Heading heading ->
                    inlines.flow(
                            heading, "heading-" + Math.min(heading.getLevel(), DEEPEST_HEADING));
            case FencedCodeBlock code -> CodeBlock.of(texts, code);
            case IndentedCodeBlock code -> new CodeBlock(texts, "", code.getLiteral(), true);
            case HtmlBlock html -> new CodeBlock(texts, "html", html.getLiteral(), true);
            case MathBlock math -> math(math);
            case BulletList list -> list(list, -1, depth);
            case OrderedList list -> list(list, first(list), depth);
            case BlockQuote quote -> quote(quote, depth);
            case Footnote note ->
                    Boxes.styled(
                            new ListItem(marker(note.label() + "."), children(note, depth + 1)),
                            "footnote");
            case ThematicBreak ignored -> Boxes.styled(new Region(), "rule");
            case TableBlock table -> table(table);
            // Paragraphs, and whatever an extension may add: their text.
            default -> inlines.flow(block, "paragraph");
        };
    }

    private static Region math(MathBlock math) {
        Formula formula = math.isClosed() ? Formula.of(math.latex(), true) : null;
        return formula == null ? new PlainWords(math.literal()) : Formula.block(formula);
    }

    private Region quote(BlockQuote quote, int depth) {
        if (depth < DEEPEST) {
            return Boxes.styled(children(quote, depth + 1), "quote");
        }
        // Deeper ones stand beside each other, found without walking down the stack.
        VBox column = new VBox(8);
        List<Node> open = new ArrayList<>(List.of(quote));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (node instanceof BlockQuote) {
                List<Node> inside = new ArrayList<>();
                for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                    inside.addFirst(child);
                }
                open.addAll(inside);
            } else {
                column.getChildren().add(of(node, depth + 1));
            }
        }
        return Boxes.styled(column, "quote");
    }

    private VBox children(Node parent, int depth) {
        VBox column = new VBox(8);
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            column.getChildren().add(of(child, depth));
        }
        return column;
    }

    /// What stands in an item: most have one paragraph.
    private Region inside(Node item, int depth) {
        Node first = item.getFirstChild();
        return first != null && first.getNext() == null ? of(first, depth) : children(item, depth);
    }

    private static int first(OrderedList list) {
        return list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
    }

    /// @param first the first number, or -1 for bullets
    private Region list(Node list, int first, int depth) {
        VBox column = Boxes.styled(new VBox(4), "list");
        int number = first;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            javafx.scene.Node marker = first < 0 ? bullet(item) : marker(number++ + ".");
            Region content =
                    depth < DEEPEST ? inside(item, depth + 1) : inlines.flow(item, "paragraph");
            column.getChildren().add(new ListItem(marker, content));
        }
        return column;
    }

    /// A bullet, or the box of a task, whose mark is taken out of the text.
    private static javafx.scene.Node bullet(Node item) {
        TaskMark mark = item.getFirstChild() instanceof Paragraph first ? TaskMark.of(first) : null;
        if (mark != null) {
            StackPane box =
                    new StackPane(Icons.small(mark.done() ? Feather.CHECK_SQUARE : Feather.SQUARE));
            box.setAlignment(Pos.TOP_LEFT);
            return Boxes.styled(box, mark.done() ? "task-done" : "task");
        }
        return marker("•");
    }

    private static Text marker(String sign) {
        return Boxes.styled(new Text(sign), "marker");
    }

    private Region table(TableBlock table) {
        TableGrid grid = new TableGrid();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            boolean head = part instanceof TableHead;
            for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
                List<Region> row = new ArrayList<>();
                for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
                    row.add(cell((TableCell) cell, head));
                }
                grid.add(row);
            }
        }
        Sideways frame = Boxes.styled(new Sideways(grid), "table");
        frame.wrap(true);
        return frame;
    }

    private Region cell(TableCell cell, boolean head) {
        WordFlow text = inlines.flow(cell, head ? "table-head-text" : "table-text");
        TableCell.Alignment alignment = cell.getAlignment();
        if (alignment == TableCell.Alignment.RIGHT) {
            text.setTextAlignment(TextAlignment.RIGHT);
        } else if (alignment == TableCell.Alignment.CENTER) {
            text.setTextAlignment(TextAlignment.CENTER);
        }
        VBox box = Boxes.styled(new VBox(text), "table-cell", head ? "head" : "body");
        box.setAlignment(Pos.CENTER_LEFT);
        if (cell.getPrevious() != null) {
            box.getStyleClass().add("not-first");
        }
        return box;
    }
}
