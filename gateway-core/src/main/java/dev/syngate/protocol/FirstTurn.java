package dev.syngate.protocol;

import org.jspecify.annotations.Nullable;

/// Recognizes a conversation by the first of its turns that no program wrote: what stands before it
/// may hold the time of day. Fed with the texts of a request as they are read; looks at no more
/// than the first few thousand characters.
final class FirstTurn {
    private static final int MOST_CHARS = 4096;
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long hash = SEED;
    private int chars;
    private boolean instructions;
    private boolean begun;
    private boolean known;
    private boolean goesOn;

    /// Says that a turn begins.
    void begin() {
        begun = !known;
    }

    /// Whether what comes now belongs to it.
    boolean isRead() {
        return begun;
    }

    /// @param property the name of the field that holds the text; null: it stands in an array
    void add(@Nullable String property, char[] text, int from, int length) {
        if ("role".equals(property)) {
            instructions = isInstructions(text, from, length);
            return;
        }
        int end = from + Math.min(length, MOST_CHARS - chars);
        for (int i = from; i < end; i++) {
            hash = (hash ^ text[i]) * PRIME;
        }
        chars += end - from;
    }

    private static boolean isInstructions(char[] text, int from, int length) {
        String role = length > "developer".length() ? "" : new String(text, from, length);
        return role.equals("system") || role.equals("developer");
    }

    /// Says that a turn is over.
    void end() {
        begun = false;
        if (known) {
            goesOn = true;
            return;
        }
        if (instructions) {
            hash = SEED;
            chars = 0;
            instructions = false;
        } else if (chars > 0) {
            known = true;
        }
    }

    /// Takes what the caller itself names the conversation.
    void named(String name) {
        begun = false;
        hash = SEED;
        chars = 0;
        add(null, name.toCharArray(), 0, name.length());
        known = true;
        goesOn = true;
    }

    /// Whether more than one turn was read, or the caller named the conversation.
    boolean goesOn() {
        return goesOn;
    }

    @Nullable Long conversation() {
        return known ? Long.valueOf(hash) : null;
    }
}
