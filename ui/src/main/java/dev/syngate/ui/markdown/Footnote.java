package dev.syngate.ui.markdown;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/// A footnote, `[^1]: …`; what refers to it is a [Mark].
final class Footnote extends CustomBlock {
    private static final Pattern START = Pattern.compile("\\[\\^([^\\]\\s]{1,40})\\]:[ \\t]?");
    private static final int LONGEST_LABEL = 40;
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
    static final class MarkFactory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('[');
        }

        @Override
        public InlineContentParser create() {
            return MarkFactory::parse;
        }

        private static ParsedInline parse(InlineParserState state) {
            Scanner scanner = state.scanner();
            if (!scanner.next("[^")) {
                return ParsedInline.none();
            }
            Position from = scanner.position();
            for (int length = 0; scanner.hasNext() && length <= LONGEST_LABEL; length++) {
                Position to = scanner.position();
                char c = scanner.peek();
                if (c == ']' && length > 0) {
                    scanner.next();
                    String label = scanner.getSource(from, to).getContent();
                    return ParsedInline.of(new Mark(label), scanner.position());
                }
                if (Character.isWhitespace(c) || c == ']') {
                    return ParsedInline.none();
                }
                scanner.next();
            }
            return ParsedInline.none();
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
