package dev.syngate.ui.markdown;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.VBox;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Shows a Markdown text that may still grow at its end.
///
/// Blocks that can't change any more are parsed and laid out once; only the last two are made anew
/// while text arrives. HTML in the text is shown as text.
public final class MarkdownView extends VBox {
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(List.of(TablesExtension.create()))
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();
    private static final int OPEN_BLOCKS = 2;

    private final BlockNodes nodes;
    private String shown = "";
    private int closedChars;
    private int closedNodes;

    /// @param openLink opens an address outside the window
    public MarkdownView(Texts texts, Consumer<String> openLink) {
        super(12);
        getStyleClass().add("markdown");
        nodes = new BlockNodes(texts, openLink);
    }

    /// Shows the text; cheap when it only grew.
    public void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        if (!text.startsWith(shown)) {
            closedChars = 0;
            closedNodes = 0;
        }
        shown = text;
        String tail = text.substring(closedChars);
        List<Block> blocks = blocks(tail);
        getChildren().remove(closedNodes, getChildren().size());
        blocks.forEach(block -> getChildren().add(nodes.of(block)));
        close(blocks, tail);
    }

    /// The text as it was written.
    public String text() {
        return shown;
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        for (Node node = PARSER.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Block block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private void close(List<Block> blocks, String tail) {
        if (blocks.size() <= OPEN_BLOCKS) {
            return;
        }
        Block firstOpen = blocks.get(blocks.size() - OPEN_BLOCKS);
        List<SourceSpan> spans = firstOpen.getSourceSpans();
        if (spans.isEmpty()) {
            return;
        }
        int lineStart = tail.lastIndexOf('\n', spans.getFirst().getInputIndex() - 1) + 1;
        closedChars += lineStart;
        closedNodes += blocks.size() - OPEN_BLOCKS;
    }
}
