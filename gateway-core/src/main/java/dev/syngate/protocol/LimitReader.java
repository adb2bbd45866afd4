package dev.syngate.protocol;

import dev.syngate.call.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads how much a request asks for at most: how many answers, and how long each may be. Shares
/// the parser of [RequestReader].
final class LimitReader {
    private static final int MOST_CHOICES = 128;
    private static final Set<String> CANDIDATES = Set.of("candidateCount", "candidate_count");

    private final JsonParser parser;
    private final Set<String> names;
    private @Nullable Long maxOutput;
    private boolean unlimited;
    private int choices = 1;

    /// @param names of the fields that limit the length
    LimitReader(JsonParser parser, Set<String> names) {
        this.parser = parser;
        this.names = names;
    }

    /// Reads how many answers there shall be.
    void choices(String name) {
        choices = parser.hasToken(JsonToken.VALUE_NULL) ? 1 : integer(name, 1, MOST_CHOICES);
    }

    /// Reads what an object says of both.
    ///
    /// @param prefix of the names of its fields
    void below(String prefix) {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            parser.skipChildren();
            return;
        }
        String name;
        while ((name = parser.nextName()) != null) {
            parser.nextToken();
            if (names.contains(prefix + name)) {
                limit(prefix + name);
            } else if (CANDIDATES.contains(name)) {
                choices(prefix + name);
            } else {
                parser.skipChildren();
            }
        }
    }

    /// Reads a limit. Programs for local servers write -1 or 0 for "no limit".
    void limit(String name) {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            long limit = integer(name, -Integer.MAX_VALUE, Integer.MAX_VALUE);
            unlimited |= limit < 1;
            maxOutput = maxOutput == null ? limit : Math.max(maxOutput, limit);
        }
    }

    /// A whole number, also where it is written as 4096.0.
    private int integer(String name, int least, int most) {
        try {
            if (parser.currentToken().isNumeric()) {
                int number = parser.getDecimalValue().intValueExact();
                if (number >= least && number <= most) {
                    return number;
                }
            }
        } catch (ArithmeticException e) {
            // falls through to the refusal: a fraction, or beyond all bounds
        }
        throw RefusedException.field(
                name,
                "`%s` must be a whole number from %d to %d"
                        .formatted(name, Math.max(1, least), most));
    }

    /// How long each answer may be, in tokens; null: no limit was named.
    @Nullable Long maxOutput() {
        return unlimited ? null : maxOutput;
    }

    /// How many answers there shall be.
    int choices() {
        return choices;
    }
}
