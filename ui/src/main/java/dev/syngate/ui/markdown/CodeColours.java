package dev.syngate.ui.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells comments, strings, numbers, keywords and calls apart, in whatever language: enough to read
/// code more easily, and never wrong about what the text is. Looks at each character a fixed number
/// of times, however long the code is.
final class CodeColours {
    private static final Set<String> KEYWORDS =
            Set.of(
                    ("abstract and as async await bool boolean break byte case catch char class"
                                    + " const continue def default del delete do double elif else"
                                    + " enum export extends false final finally float fn for from"
                                    + " func function global if implements import in instanceof int"
                                    + " interface is lambda let long match module new nil none not"
                                    + " null or package pass private protected public raise record"
                                    + " return self short static str string struct super switch"
                                    + " sealed this throw throws trait true try type typeof union"
                                    + " use using val var void while with yield select insert"
                                    + " update where group order by join on create table into"
                                    + " values set")
                            .split(" "));

    private final String code;
    private final List<Piece> pieces = new ArrayList<>();
    private int plainFrom;
    private int at;
    private boolean unclosedBacktick;

    private CodeColours(String code) {
        this.code = code;
    }

    enum Kind {
        PLAIN,
        COMMENT,
        STRING,
        NUMBER,
        CALL,
        KEYWORD;

        String style() {
            return "code-" + name().toLowerCase(Locale.ROOT);
        }
    }

    record Piece(Kind kind, String text) {}

    static List<Piece> of(String code) {
        CodeColours colours = new CodeColours(code);
        while (colours.at < code.length()) {
            colours.step();
        }
        colours.piece(Kind.PLAIN, code.length());
        return colours.pieces;
    }

    private void step() {
        char c = code.charAt(at);
        if (code.startsWith("//", at) || lineComment(c)) {
            take(Kind.COMMENT, endOfLine(at));
        } else if (code.startsWith("/*", at)) {
            int end = code.indexOf("*/", at + 2);
            take(Kind.COMMENT, end < 0 ? code.length() : end + 2);
        } else if (c == '"' || c == '\'' || c == '`') {
            string(c);
        } else if (isDigit(c)) {
            take(Kind.NUMBER, endOfWord(true));
        } else if (isWord(c)) {
            word();
        } else {
            at++;
        }
    }

    private boolean lineComment(char c) {
        boolean mark = c == '#' || code.startsWith("-- ", at);
        return mark && (at == 0 || Character.isWhitespace(code.charAt(at - 1)));
    }

    private int endOfLine(int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    private void string(char quote) {
        if (quote == '`' && unclosedBacktick) {
            at++;
            return;
        }
        for (int i = at + 1; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == quote) {
                take(Kind.STRING, i + 1);
                return;
            }
            if (c == '\n' && quote != '`') {
                break;
            }
            if (c == '\\' && quote != '`') {
                i++;
            }
        }
        unclosedBacktick |= quote == '`';
        at++;
    }

    private void word() {
        int end = endOfWord(false);
        if (KEYWORDS.contains(code.substring(at, end).toLowerCase(Locale.ROOT))) {
            take(Kind.KEYWORD, end);
        } else if (end < code.length() && code.charAt(end) == '(') {
            take(Kind.CALL, end);
        } else {
            at = end;
        }
    }

    private int endOfWord(boolean withPoints) {
        int end = at;
        while (end < code.length()
                && (isWord(code.charAt(end)) || (withPoints && code.charAt(end) == '.'))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private void take(Kind kind, int end) {
        piece(Kind.PLAIN, at);
        piece(kind, end);
        at = end;
    }

    private void piece(Kind kind, int end) {
        if (end > plainFrom) {
            pieces.add(new Piece(kind, code.substring(plainFrom, end)));
        }
        plainFrom = end;
    }
}
