package dev.syngate.protocol;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Finds the parts of a multipart body (RFC 2046, section 5.1) while its bytes pass, in whatever
/// pieces they come. Keeps none of them but the headers of the part it is in.
final class MultipartScanner {
    private static final int MOST_PARTS = 200;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_PADDING = 64;
    private static final String LINE_END = "\r\n";

    /// Takes what is found; positions are counted from the body's first byte.
    interface Parts {
        void begin(PartHead head, long at);

        void content(byte[] bytes, int from, int to);

        void end(long at);
    }

    private enum Place {
        PREAMBLE,
        DELIMITER_LINE,
        HEADERS,
        CONTENT,
        EPILOGUE
    }

    private final byte[] delimiter;
    private final Parts parts;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private Place place = Place.PREAMBLE;

    /// How many bytes of the delimiter came last; at the body's start no line end is needed before
    /// it.
    private int matched = LINE_END.length();

    /// Where the delimiter stands whose line is being read, and in what.
    private long delimiterAt;

    private Place within = Place.PREAMBLE;

    /// The byte before, in a delimiter's line; 0: none.
    private byte last;

    private long position;
    private long firstDelimiter;
    private int found;

    MultipartScanner(String boundary, Parts parts) {
        this.delimiter = (LINE_END + "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.parts = parts;
    }

    /// Where the first part's delimiter begins.
    long firstDelimiter() {
        return firstDelimiter;
    }

    /// Whether the last part has ended.
    boolean isAtEnd() {
        return place == Place.EPILOGUE;
    }

    /// Takes the next bytes.
    ///
    /// @throws RefusedException when they belong to no multipart body
    void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int next =
                    switch (place) {
                        case PREAMBLE, CONTENT -> search(bytes, at, to);
                        case DELIMITER_LINE -> delimiterLine(bytes[at], at);
                        case HEADERS -> header(bytes[at], at);
                        case EPILOGUE -> to;
                    };
            position += next - at;
            at = next;
        }
    }

    /// Says that nothing more comes.
    void finish() {
        if (place == Place.PREAMBLE) {
            throw refused("the multipart body does not hold its boundary");
        }
        if (place != Place.EPILOGUE) {
            throw cutOff();
        }
    }

    /// Looks for the delimiter; a carriage return is nowhere in it but at its start.
    private int search(byte[] bytes, int from, int to) {
        int carried = matched;
        int at = from;
        while (at < to && matched < delimiter.length) {
            byte next = bytes[at++];
            matched = next == delimiter[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        if (place == Place.CONTENT) {
            content(bytes, carried, from, at - matched);
        }
        if (matched == delimiter.length) {
            delimit(position + at - from);
        }
        return at;
    }

    /// @param carried bytes that looked like the delimiter's start before `from`
    /// @param to before `from`: they still do
    private void content(byte[] bytes, int carried, int from, int to) {
        if (to >= from && carried > 0) {
            parts.content(delimiter, 0, carried);
        }
        if (to > from) {
            parts.content(bytes, from, to);
        }
    }

    private void delimit(long end) {
        within = place;
        delimiterAt = end - delimiter.length;
        place = Place.DELIMITER_LINE;
        line.reset();
        last = 0;
    }

    /// A delimiter has a line of its own, with nothing behind it but spaces or the mark of the end.
    private int delimiterLine(byte next, int at) {
        if (!continuesLine(next)) {
            resume();
            return at;
        }
        line.write(next);
        last = next;
        if (next == '\n') {
            part(Place.HEADERS);
        } else if (next == '-' && line.size() == 2) {
            part(Place.EPILOGUE);
        } else if (line.size() > LONGEST_PADDING) {
            throw cutOff();
        }
        return at + 1;
    }

    private boolean continuesLine(byte next) {
        return switch (last) {
            case '\r' -> next == '\n';
            case '-' -> next == '-';
            case 0 -> next == '-' || isPadding(next);
            default -> isPadding(next);
        };
    }

    private static boolean isPadding(byte next) {
        return next == ' ' || next == '\t' || next == '\r';
    }

    /// What looked like a delimiter was none.
    private void resume() {
        place = within;
        matched = 0;
        if (place == Place.CONTENT) {
            parts.content(delimiter, 0, delimiter.length);
            parts.content(line.toByteArray(), 0, line.size());
        }
    }

    private void part(Place next) {
        if (within == Place.CONTENT) {
            parts.end(delimiterAt);
        } else {
            firstDelimiter = delimiterAt + LINE_END.length();
        }
        place = next;
        line.reset();
    }

    private int header(byte next, int at) {
        line.write(next);
        if (line.size() > LONGEST_HEADERS) {
            throw refused("a part of the multipart body has headers that are too long");
        }
        if (next == '\n') {
            String headers = line.toString(StandardCharsets.UTF_8);
            if (headers.equals(LINE_END)) {
                throw cutOff();
            }
            if (headers.endsWith(LINE_END + LINE_END)) {
                begin(headers);
            }
        }
        return at + 1;
    }

    private void begin(String headers) {
        if (++found > MOST_PARTS) {
            throw refused("the multipart body has more than " + MOST_PARTS + " parts");
        }
        place = Place.CONTENT;
        matched = 0;
        parts.begin(PartHead.of(headers), position + 1);
    }

    private static RefusedException cutOff() {
        return refused("the multipart body is cut off or has a part without headers");
    }

    static RefusedException refused(String message) {
        return new RefusedException(Refusal.of(ErrorCode.INVALID_REQUEST, message));
    }
}
