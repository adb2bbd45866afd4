package dev.syngate.ui.markdown;

import javafx.scene.layout.Region;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/// The place of one block of Markdown: its height is known, or guessed, whether it has a node or
/// not.
final class BlockSlot {
    private static final double LINE = 24;
    private static final double CODE_LINE = 19;
    private static final double CODE_HEAD = 52;
    private static final double TABLE_LINE = 33;
    private static final double CHAR = 7.2;

    private static final TextContentRenderer WORDS =
            TextContentRenderer.builder().extensions(MarkdownHtml.EXTENSIONS).build();

    private @Nullable Block block;
    private String source;
    private @Nullable Region node;
    private double width;
    private double height;

    /// @param block null: it is shown as it was written
    BlockSlot(@Nullable Block block, String source) {
        this.block = block;
        this.source = source;
    }

    /// As it was written.
    String source() {
        return source;
    }

    /// Its words, without a node.
    String words() {
        return block == null ? source : WORDS.render(block).strip();
    }

    @Nullable Region node() {
        return node;
    }

    /// Shows what has become of the block since; false: it is another one.
    boolean show(Block now, String nowSource, BlockNodes nodes) {
        if (block == null || block.getClass() != now.getClass()) {
            return false;
        }
        boolean same = source.equals(nowSource);
        boolean grown =
                node instanceof CodeBlock code
                        && now instanceof FencedCodeBlock fenced
                        && code.show(fenced);
        grown |= !same && !grown && grows(now, nodes);
        if (same || grown) {
            block = now;
            source = nowSource;
        }
        return same || grown;
    }

    private boolean grows(Block now, BlockNodes nodes) {
        if (node == null || node instanceof CodeBlock) {
            return false;
        }
        try {
            return Growth.of(node, nodes.of(now));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return false;
        }
    }

    /// Makes its node; what can't be drawn is shown as it was written.
    Region make(BlockNodes nodes) {
        Region made;
        try {
            made = block == null ? new PlainWords(source) : nodes.of(block);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            made = new PlainWords(source);
        }
        node = made;
        width = 0;
        return made;
    }

    void drop() {
        node = null;
    }

    boolean isSelected() {
        return node != null && TextSelection.isAnythingSelected(node);
    }

    /// How high it is at a width. Measured again only when its node has changed; what has no node
    /// stays as high as it was.
    double height(double newWidth) {
        if (node != null && (width != newWidth || node.isNeedsLayout())) {
            height = node.prefHeight(newWidth);
            width = newWidth;
        } else if (node == null && height == 0) {
            height = guess(newWidth);
        }
        return height;
    }

    private double guess(double newWidth) {
        long lines = source.lines().count();
        return switch (block) {
            case FencedCodeBlock ignored -> CODE_HEAD + CODE_LINE * Math.max(1, lines - 2);
            case TableBlock ignored -> TABLE_LINE * Math.max(1, lines - 1);
            case null, default -> {
                double perLine = Math.max(20, newWidth / CHAR);
                yield LINE * Math.max((double) lines, Math.ceil(source.length() / perLine));
            }
        };
    }
}
