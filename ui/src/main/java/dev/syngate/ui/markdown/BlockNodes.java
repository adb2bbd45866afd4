package dev.syngate.ui.markdown;

import dev.syngate.ui.parts.Boxes;
import dev.syngate.ui.parts.Labels;
import dev.syngate.ui.texts.Texts;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
        GridPane grid = Boxes.styled(new GridPane(), "table");
        int row = 0;
        int columns = 0;
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            boolean head = part instanceof TableHead;
            for (Node line = part.getFirstChild(); line != null; line = line.getNext()) {
                int column = 0;
                for (Node cell = line.getFirstChild(); cell != null; cell = cell.getNext()) {
                    grid.add(cell((TableCell) cell, head, row, column), column++, row);
                }
                columns = Math.max(columns, column);
                row++;
            }
        }
        for (int column = 0; column < columns; column++) {
            ColumnConstraints wide = new ColumnConstraints();
            wide.setHgrow(Priority.ALWAYS);
            wide.setFillWidth(true);
            grid.getColumnConstraints().add(wide);
        }
        return grid;
    }

    private Region cell(TableCell cell, boolean head, int row, int column) {
        Region text = inlines.flow(cell, head ? "table-head-text" : "table-text");
        HBox box = Boxes.row(0, text);
        box.getStyleClass().add(head ? "table-head" : "table-cell");
        if (column > 0) {
            box.getStyleClass().add("not-first");
        }
        if (row > 1) {
            box.getStyleClass().add("below");
        }
        if (cell.getAlignment() == TableCell.Alignment.RIGHT) {
            box.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        }
        box.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        GridPane.setHalignment(box, HPos.LEFT);
        GridPane.setVgrow(box, Priority.ALWAYS);
        return box;
    }
}
