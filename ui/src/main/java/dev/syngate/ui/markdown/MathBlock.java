package dev.syngate.ui.markdown;

import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/// A formula on lines of its own, between `\[` and `\]` or between `$$` and `$$`.
final class MathBlock extends CustomBlock {
    private final StringBuilder latex = new StringBuilder();
    private final String open;
    private final String close;
    private boolean closed;

    private MathBlock(String open, String close) {
        this.open = open;
        this.close = close;
    }

    String latex() {
        return latex.toString().strip();
    }

    /// As it was written.
    String literal() {
        return closed ? open + latex + close : open + latex;
    }

    boolean isClosed() {
        return closed;
    }

    private void add(String line) {
        int end = line.indexOf(close);
        closed |= end >= 0;
        latex.append(end >= 0 ? line.substring(0, end) : line + "\n");
    }

    /// Finds them.
    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            String line = state.getLine().getContent().toString();
            int at = state.getNextNonSpaceIndex();
            boolean bracket = line.startsWith("\\[", at);
            if (state.getIndent() > 3 || (!bracket && !line.startsWith("$$", at))) {
                return BlockStart.none();
            }
            String close = bracket ? "\\]" : "$$";
            int end = line.indexOf(close, at + 2);
            if (end >= 0 && !line.substring(end + 2).isBlank()) {
                return BlockStart.none();
            }
            return BlockStart.of(new Parser(new MathBlock(line.substring(at, at + 2), close)))
                    .atIndex(at + 2);
        }
    }

    private static final class Parser extends AbstractBlockParser {
        private final MathBlock block;

        Parser(MathBlock block) {
            this.block = block;
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public void addLine(SourceLine line) {
            block.add(line.getContent().toString());
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return block.isClosed() || state.isBlank()
                    ? BlockContinue.none()
                    : BlockContinue.atIndex(state.getIndex());
        }
    }
}
