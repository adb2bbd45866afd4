package dev.syngate.ui.markdown;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
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
                    .extensions(MarkdownHtml.EXTENSIONS)
                    .customBlockParserFactory(new MathBlock.Factory())
                    .customBlockParserFactory(new Footnote.Factory())
                    .customInlineContentParserFactory(new MathInline.Factory())
                    .linkProcessor(new Footnote.Marks())
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .build();
    private static final int OPEN_BLOCKS = 2;

    /// What a link elsewhere in the text may refer to.
    private static final Pattern DEFINITION = Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]+\\]:.*");

    private final BlockNodes nodes;
    private String shown = "";
    private int closedChars;
    private int closedNodes;
    private String definitions = "";

    /// @param openLink opens an address outside the window
    public MarkdownView(Texts texts, Consumer<String> openLink) {
        super(12);
        getStyleClass().add("markdown");
        nodes = new BlockNodes(texts, openLink);
    }

    /// Shows the text; cheap when it only grew. Whatever the text is, nothing is thrown: a block
    /// that can't be drawn is shown as it was written.
    public void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        if (!text.startsWith(shown) || definesMore(text.substring(closedChars))) {
            closedChars = 0;
            closedNodes = 0;
        }
        shown = text;
        String tail = text.substring(closedChars);
        getChildren().remove(closedNodes, getChildren().size());
        try {
            List<Block> blocks = blocks(tail);
            blocks.forEach(block -> getChildren().add(node(block, tail)));
            close(blocks, tail);
        } catch (RuntimeException | StackOverflowError e) {
            getChildren().remove(closedNodes, getChildren().size());
            getChildren().add(new PlainWords(tail));
        }
    }

    private Region node(Block block, String tail) {
        try {
            return nodes.of(block);
        } catch (RuntimeException | StackOverflowError e) {
            return new PlainWords(source(block, tail));
        }
    }

    private static String source(Block block, String tail) {
        return block.getSourceSpans().stream()
                .map(span ->
                        tail.substring(
                                span.getInputIndex(), span.getInputIndex() + span.getLength()))
                .collect(Collectors.joining("\n"));
    }

    private boolean definesMore(String tail) {
        String found =
                tail.contains("]:")
                        ? DEFINITION
                                .matcher(tail)
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.joining("\n"))
                        : "";
        boolean more = !found.isEmpty() && !found.equals(definitions);
        definitions = found;
        return more;
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
