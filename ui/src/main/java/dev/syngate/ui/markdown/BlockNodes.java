package dev.syngate.ui.markdown;

import atlantafx.base.controls.SelectableTextFlow;
import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
import org.commonmark.node.ThematicBreak;

/// Makes a node of the window from each block of Markdown.
final class BlockNodes {
    private static final int DEEPEST_HEADING = 3;
    private final Texts texts;
    private final InlineTexts inlines;

    BlockNodes(Texts texts, Consumer<String> openLink) {
        this.texts = texts;
        this.inlines = new InlineTexts(texts, openLink);
    }

    Region of(Node block) {
        return switch (block) {
            case Heading heading ->
                    inlines.flow(
                            heading, "heading-" + Math.min(heading.getLevel(), DEEPEST_HEADING));
            case FencedCodeBlock code -> new CodeBlock(texts, language(code), code.getLiteral());
            case IndentedCodeBlock code -> new CodeBlock(texts, "", code.getLiteral());
            case HtmlBlock html -> new CodeBlock(texts, "html", html.getLiteral());
            case BulletList list -> bullets(list);
            case OrderedList list -> numbers(list);
            case BlockQuote quote -> Boxes.styled(children(quote), "quote");
            case ThematicBreak ignored -> Boxes.styled(new Region(), "rule");
            case TableBlock table -> table(table);
            // Paragraphs, and whatever an extension may add: their text.
            default -> inlines.flow(block, "paragraph");
        };
    }

    private static String language(FencedCodeBlock code) {
        String info = code.getInfo() == null ? "" : code.getInfo().strip();
        int end = info.indexOf(' ');
        return end < 0 ? info : info.substring(0, end);
    }

    private VBox children(Node parent) {
        VBox column = new VBox(8);
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            column.getChildren().add(of(child));
        }
        return column;
    }

    private Region bullets(BulletList list) {
        VBox column = new VBox(4);
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            column.getChildren().add(item("•", item));
        }
        return column;
    }

    private Region numbers(OrderedList list) {
        VBox column = new VBox(4);
        int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            column.getChildren().add(item(number++ + ".", item));
        }
        return column;
    }

    private HBox item(String marker, Node item) {
        Label sign = Labels.whole(marker, "marker");
        HBox line = new HBox(4, sign, Boxes.grow(children(item)));
        line.setFillHeight(true);
        return line;
    }

    private Region table(TableBlock table) {
        VBox rows = Boxes.styled(new VBox(), "table");
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            boolean head = part instanceof TableHead;
            for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
                TableRow row = Boxes.styled(new TableRow(), head ? "table-head" : "table-row");
                for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
                    row.getChildren().add(cell((TableCell) cell, head));
                }
                rows.getChildren().add(row);
            }
        }
        return rows;
    }

    /// All cells of a row share its width evenly.
    private Region cell(TableCell cell, boolean head) {
        SelectableTextFlow text = inlines.flow(cell, head ? "table-head-text" : "table-text");
        if (cell.getAlignment() == TableCell.Alignment.RIGHT) {
            text.setTextAlignment(TextAlignment.RIGHT);
        }
        VBox box = Boxes.styled(new VBox(text), "table-cell");
        box.setAlignment(Pos.CENTER_LEFT);
        if (cell.getPrevious() != null) {
            box.getStyleClass().add("not-first");
        }
        return box;
    }
}
