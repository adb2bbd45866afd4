package dev.syngate.ui.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells comments, strings, numbers, keywords and calls apart, in whatever language: enough to read
/// code more easily, and never wrong about what the text is.
final class CodeColours {
    private static final Pattern PIECES =
            Pattern.compile(
                    "(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/|(?m:^|(?<=\\s))#[^\\n]*|(?m:^|(?<=\\s))--\\s[^\\n]*)"
                            + "|(?<string>\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|`[^`]*`)"
                            + "|(?<number>\\b\\d[\\w.]*)"
                            + "|(?<call>\\b[A-Za-z_]\\w*(?=\\())"
                            + "|(?<word>\\b[A-Za-z_]\\w*)");
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

    private CodeColours() {}

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
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PIECES.matcher(code);
        int end = 0;
        while (matcher.find()) {
            Kind kind = kind(matcher);
            if (kind != Kind.PLAIN) {
                add(pieces, Kind.PLAIN, code.substring(end, matcher.start()));
                add(pieces, kind, matcher.group());
                end = matcher.end();
            }
        }
        add(pieces, Kind.PLAIN, code.substring(end));
        return pieces;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.group("comment") != null) {
            return Kind.COMMENT;
        }
        if (matcher.group("string") != null) {
            return Kind.STRING;
        }
        if (matcher.group("number") != null) {
            return Kind.NUMBER;
        }
        if (KEYWORDS.contains(matcher.group().toLowerCase(Locale.ROOT))) {
            return Kind.KEYWORD;
        }
        return matcher.group("call") != null ? Kind.CALL : Kind.PLAIN;
    }

    private static void add(List<Piece> pieces, Kind kind, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(kind, text));
        }
    }
}
