package dev.syngate.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a body is, as its first bytes show it.
enum BodyKind {
    EMPTY,
    JSON,
    EVENTS,
    OTHER;

    private static final List<String> FIELDS = List.of("data:", "event:", "id:", "retry:");
    private static final int LONGEST_FIELD = 6;
    private static final int MOST_SPACE = 4 * 1024;
    private static final int BOM_BYTES = 3;

    /// Looks as far into the body as it takes to say.
    static BodyKind of(PeekedReply reply) throws IOException {
        while (true) {
            int start = start(reply.ahead(), reply.peeked());
            int known = Math.min(LONGEST_FIELD, reply.peeked() - start);
            String text = new String(reply.ahead(), start, known, StandardCharsets.ISO_8859_1);
            boolean maybeField =
                    known < LONGEST_FIELD
                            && FIELDS.stream().anyMatch(field -> field.startsWith(text));
            boolean undecided = text.isEmpty() ? start < MOST_SPACE : maybeField;
            if (!undecided || !reply.peekOn()) {
                return of(text);
            }
        }
    }

    private static BodyKind of(String start) {
        if (start.isEmpty()) {
            return EMPTY;
        }
        return switch (start.charAt(0)) {
            case '{', '[' -> JSON;
            case ':' -> EVENTS;
            default -> FIELDS.stream().anyMatch(start::startsWith) ? EVENTS : OTHER;
        };
    }

    static boolean startsWith(byte[] body, char first) {
        int start = start(body, body.length);
        return start < body.length && body[start] == first;
    }

    /// Where the body begins behind a byte order mark and space.
    private static int start(byte[] body, int end) {
        int from = end >= BOM_BYTES && (body[0] & 0xff) == 0xef ? BOM_BYTES : 0;
        while (from < end && body[from] >= 0 && body[from] <= ' ') {
            from++;
        }
        return from;
    }
}
