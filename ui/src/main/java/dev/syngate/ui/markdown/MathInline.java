package dev.syngate.ui.markdown;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/// A formula within text: `\( … \)`, `\[ … \]`, `$ … $` or `$$ … $$`.
final class MathInline extends CustomNode {
    private final String literal;
    private final String latex;
    private final boolean display;

    private MathInline(String literal, String latex, boolean display) {
        this.literal = literal;
        this.latex = latex;
        this.display = display;
    }

    /// As it was written.
    String literal() {
        return literal;
    }

    String latex() {
        return latex;
    }

    boolean display() {
        return display;
    }

    /// Makes them.
    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('\\', '$');
        }

        @Override
        public InlineContentParser create() {
            return MathInline::parse;
        }
    }

    private static ParsedInline parse(InlineParserState state) {
        Scanner scanner = state.scanner();
        String open = opening(scanner);
        return switch (open) {
            case "\\(" -> until(scanner, open, "\\)", false);
            case "\\[" -> until(scanner, open, "\\]", true);
            case "$$" -> until(scanner, open, "$$", true);
            case "$" -> dollars(scanner);
            default -> ParsedInline.none();
        };
    }

    private static String opening(Scanner scanner) {
        if (scanner.next("\\(")) {
            return "\\(";
        }
        if (scanner.next("\\[")) {
            return "\\[";
        }
        if (scanner.next("$$")) {
            return "$$";
        }
        return scanner.next('$') ? "$" : "";
    }

    private static ParsedInline until(Scanner scanner, String open, String close, boolean display) {
        Position from = scanner.position();
        while (scanner.hasNext()) {
            Position to = scanner.position();
            if (scanner.next(close)) {
                return math(
                        scanner, open, scanner.getSource(from, to).getContent(), close, display);
            }
            scanner.next();
        }
        return ParsedInline.none();
    }

    /// Money is no formula: the first dollar is followed and the last one preceded by something, no
    /// digit follows, and both are on one line.
    private static ParsedInline dollars(Scanner scanner) {
        if (Character.isWhitespace(scanner.peek())) {
            return ParsedInline.none();
        }
        Position from = scanner.position();
        char before = ' ';
        while (scanner.hasNext() && scanner.peek() != '\n') {
            Position to = scanner.position();
            if (scanner.next('$')) {
                boolean closes =
                        !Character.isWhitespace(before) && !Character.isDigit(scanner.peek());
                return closes
                        ? math(scanner, "$", scanner.getSource(from, to).getContent(), "$", false)
                        : ParsedInline.none();
            }
            before = scanner.peek();
            scanner.next();
        }
        return ParsedInline.none();
    }

    private static ParsedInline math(
            Scanner scanner, String open, String latex, String close, boolean display) {
        // Escaped punctuation between escaped brackets is text.
        return latex.chars().noneMatch(Character::isLetterOrDigit)
                ? ParsedInline.none()
                : ParsedInline.of(
                        new MathInline(open + latex + close, latex, display), scanner.position());
    }
}
