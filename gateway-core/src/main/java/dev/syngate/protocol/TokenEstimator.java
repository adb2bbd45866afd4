package dev.syngate.protocol;

/// Guesses tokens from characters where no provider counted them: a Latin character is a little
/// more than a quarter of a token, one of most other alphabets 0.42, a CJK one 1.3. Integers only;
/// used by one thread.
public final class TokenEstimator {
    private static final int LATIN = 28;
    private static final int ALPHABET = 42;
    private static final int WIDE = 130;
    private static final int TOKEN = 100;
    private static final char FIRST_BEYOND_LATIN = '\u0370';
    private static final char FIRST_WIDE = '\u2e80';

    private long hundredths;

    /// The tokens of one text; 0 for an empty one only.
    public static long of(CharSequence text) {
        TokenEstimator estimator = new TokenEstimator();
        estimator.add(text);
        return estimator.tokens();
    }

    public void add(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            hundredths += weight(text.charAt(i));
        }
    }

    void add(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            hundredths += weight(text[i]);
        }
    }

    void addTokens(long tokens) {
        hundredths += tokens * TOKEN;
    }

    private static int weight(char c) {
        if (c < FIRST_BEYOND_LATIN) {
            return LATIN;
        }
        return c < FIRST_WIDE ? ALPHABET : WIDE;
    }

    /// What was added so far, rounded up.
    public long tokens() {
        return Math.ceilDiv(hundredths, TOKEN);
    }
}
