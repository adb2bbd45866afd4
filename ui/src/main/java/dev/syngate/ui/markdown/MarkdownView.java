package dev.syngate.ui.markdown;

import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Shows a Markdown text that may still grow at its end.
///
/// Blocks that can't change any more are parsed once; only the last two are made anew while text
/// arrives. Only blocks that are in sight have nodes, once [#within] said what is. HTML in the text
/// is shown as text.
public final class MarkdownView extends Pane {
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
    private static final double UNKNOWN = -1;
    private static final double GAP = 12;
    private static final double SMALL_GAP = 8;

    /// What a link elsewhere in the text may refer to.
    private static final Pattern DEFINITION = Pattern.compile("(?m)^ {0,3}\\[[^\\]\\n]+\\]:.*");

    private final BlockNodes nodes;
    private final double gap;
    private final List<BlockSlot> slots = new ArrayList<>();
    private String shown = "";
    private int closedChars;
    private int closedSlots;
    private String definitions = "";
    private double top = Double.NEGATIVE_INFINITY;
    private double bottom = Double.POSITIVE_INFINITY;

    /// The height of all blocks at the width for which they were summed.
    private double sum;

    private double summed = UNKNOWN;

    /// @param openLink opens an address outside the window
    public MarkdownView(Texts texts, Consumer<String> openLink) {
        this(texts, openLink, GAP);
    }

    private MarkdownView(Texts texts, Consumer<String> openLink, double gap) {
        this.gap = gap;
        getStyleClass().add("markdown");
        nodes = new BlockNodes(texts, openLink);
    }

    /// One whose blocks get their nodes when [#within] says that they are in sight.
    ///
    /// @param dense with less space between the blocks
    public static MarkdownView lazy(Texts texts, Consumer<String> openLink, boolean dense) {
        MarkdownView view = new MarkdownView(texts, openLink, dense ? SMALL_GAP : GAP);
        view.bottom = view.top;
        return view;
    }

    /// Shows the text; cheap when it only grew. Whatever the text is, nothing is thrown: a block
    /// that can't be drawn is shown as it was written.
    public void show(String text) {
        if (text.equals(shown)) {
            return;
        }
        boolean anew = !text.startsWith(shown) || definesMore(text.substring(closedChars));
        if (anew) {
            closedChars = 0;
            closedSlots = 0;
        }
        shown = text;
        String tail = text.substring(closedChars);
        List<BlockSlot> open = slots.subList(closedSlots, slots.size());
        List<BlockSlot> before = anew ? List.of() : List.copyOf(open);
        if (anew) {
            open.forEach(this::drop);
        }
        open.clear();
        int first = closedSlots;
        try {
            List<Block> blocks = blocks(tail);
            for (int i = 0; i < blocks.size(); i++) {
                slots.add(slot(blocks.get(i), tail, i < before.size() ? before.get(i) : null));
            }
            close(blocks, tail);
        } catch (RuntimeException | StackOverflowError e) {
            slots.subList(closedSlots, slots.size()).clear();
            slots.add(new BlockSlot(null, tail));
        }
        List<BlockSlot> now = slots.subList(first, slots.size());
        before.stream().filter(slot -> !now.contains(slot)).forEach(this::drop);
        make(getWidth());
        requestLayout();
    }

    /// The slot of a block: the one that it had before, if that can show it.
    private BlockSlot slot(Block block, String tail, @Nullable BlockSlot before) {
        String source = source(block, tail);
        return before != null && before.show(block, source, nodes)
                ? before
                : new BlockSlot(block, source);
    }

    /// Makes the nodes of the blocks between two places, in this view's own coordinates, and lets
    /// go of the others; those that are selected stay.
    ///
    /// @return whether any were made or let go
    public boolean within(double newTop, double newBottom) {
        top = newTop;
        bottom = newBottom;
        return make(getWidth());
    }

    private boolean make(double width) {
        boolean changed = false;
        double y = 0;
        int at = 0;
        for (BlockSlot slot : slots) {
            double height = slot.height(width);
            boolean seen = y + height >= top && y <= bottom;
            if (seen && slot.node() == null) {
                Region node = slot.make(nodes);
                getChildren().add(at, node);
                style(node);
                changed = true;
            } else if (!seen && slot.node() != null && !slot.isSelected()) {
                drop(slot);
                changed = true;
            }
            at += slot.node() == null ? 0 : 1;
            y += height + gap;
        }
        return changed;
    }

    /// Styles a new node at once, so that it is measured once and as it will look. Styling anything
    /// above it would style everything else again.
    private static void style(Region node) {
        if (node.getScene() != null) {
            node.applyCss();
        }
    }

    private void drop(BlockSlot slot) {
        Region node = slot.node();
        if (node != null) {
            getChildren().remove(node);
            slot.drop();
        }
    }

    private static String source(Block block, String tail) {
        List<SourceSpan> spans = block.getSourceSpans();
        if (spans.isEmpty()) {
            return "";
        }
        SourceSpan last = spans.getLast();
        return tail.substring(
                spans.getFirst().getInputIndex(), last.getInputIndex() + last.getLength());
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

    /// Its blocks in order, in sight or not.
    List<BlockSlot> slots() {
        return slots;
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
        closedSlots += blocks.size() - OPEN_BLOCKS;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        double widest = 0;
        for (Region child : getManagedChildren().stream().map(Region.class::cast).toList()) {
            widest = Math.max(widest, child.prefWidth(-1));
        }
        return widest;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = width < 0 ? getWidth() : width;
        if (summed != inner) {
            double height = 0;
            for (BlockSlot slot : slots) {
                height += slot.height(inner) + gap;
            }
            sum = Math.max(0, height - gap);
            summed = inner;
        }
        return sum;
    }

    /// Whatever changes inside asks for a layout first.
    @Override
    public void requestLayout() {
        summed = UNKNOWN;
        super.requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double y = 0;
        for (BlockSlot slot : slots) {
            double height = slot.height(getWidth());
            if (slot.node() != null) {
                slot.node().resizeRelocate(0, y, getWidth(), height);
            }
            y += height + gap;
        }
    }
}
