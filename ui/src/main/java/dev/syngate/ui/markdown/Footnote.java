package dev.syngate.ui.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/// A footnote, `[^1]: …`; what refers to it is a [Mark].
final class Footnote extends CustomBlock {
    private static final Pattern START = Pattern.compile("\\[\\^([^\\]\\s]{1,40})\\]:[ \\t]?");
    private static final Pattern LABEL = Pattern.compile("\\^[^\\]\\s]{1,40}");
    private final String label;

    private Footnote(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Refers to a footnote, `[^1]`.
    static final class Mark extends CustomNode {
        private final String label;

        private Mark(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// Finds the marks.
    static final class Marks implements LinkProcessor {
        @Override
        public @Nullable LinkResult process(
                LinkInfo link, Scanner scanner, InlineParserContext context) {
            String text = link.text(scanner);
            boolean mark =
                    link.destination() == null
                            && text.startsWith("^")
                            && LABEL.matcher(text).matches();
            return mark
                    ? LinkResult.replaceWith(new Mark(text.substring(1)), scanner.position())
                    : LinkResult.none();
        }
    }

    /// Finds the footnotes.
    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            Matcher start = START.matcher(line).region(state.getNextNonSpaceIndex(), line.length());
            return state.getIndent() <= 3 && start.lookingAt()
                    ? BlockStart.of(new Parser(new Footnote(start.group(1)))).atIndex(start.end())
                    : BlockStart.none();
        }
    }

    private static final class Parser extends AbstractBlockParser {
        private final Footnote footnote;

        Parser(Footnote footnote) {
            this.footnote = footnote;
        }

        @Override
        public Block getBlock() {
            return footnote;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return state.getIndent() >= 4 && !state.isBlank()
                    ? BlockContinue.atColumn(state.getColumn() + 4)
                    : BlockContinue.none();
        }
    }
}
