package dev.syngate.protocol;

import java.net.ProtocolException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into server-sent events as it arrives. Feed it, then take events until
/// none is left. The bytes of all events and of the rest are exactly the bytes fed. Used by one thread.
public final class SseParser {
    private static final int LARGEST_EVENT = 64 << 20;
    private static final int FIRST_CAPACITY = 4 << 10;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int end;
    private int eventStart;
    private int lineStart;
    private int scan;
    private boolean begun;

    private byte[] dataBuffer = buffer;
    private int dataFrom;
    private int dataTo;
    private int dataLines;

    /// Adds bytes that arrived; events taken before are no longer valid.
    public void feed(byte[] bytes, int offset, int length) {
        if (length > buffer.length - end) {
            makeRoom(length);
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int kept = end - eventStart;
        byte[] target =
                kept + length > buffer.length
                        ? new byte[Math.max(2 * buffer.length, kept + length)]
                        : buffer;
        System.arraycopy(buffer, eventStart, target, 0, kept);
        if (dataBuffer == buffer) {
            dataBuffer = target;
            dataFrom -= eventStart;
            dataTo -= eventStart;
        }
        buffer = target;
        lineStart -= eventStart;
        scan -= eventStart;
        end = kept;
        eventStart = 0;
    }

    /// The next whole event, or null until more bytes arrive.
    ///
    /// @throws ProtocolException when an event is larger than 64 MiB
    public @Nullable SseEvent next() throws ProtocolException {
        while (scan < end) {
            byte b = buffer[scan];
            if (b == '\r' && scan + 1 == end) {
                break;
            }
            scan++;
            if (b == '\n' || b == '\r') {
                int lineEnd = scan - 1;
                scan += b == '\r' && buffer[scan] == '\n' ? 1 : 0;
                if (endsEvent(lineEnd)) {
                    return take();
                }
            }
        }
        limit(end - eventStart);
        return null;
    }

    /// What is left at the end of the stream as one last event; null when nothing is.
    public @Nullable SseEvent rest() {
        if (eventStart == end) {
            return null;
        }
        int lineEnd = end > lineStart && buffer[end - 1] == '\r' ? end - 1 : end;
        endsEvent(lineEnd);
        scan = end;
        return view();
    }

    private boolean endsEvent(int lineEnd) {
        int from = lineStart;
        if (!begun) {
            from += startsWith(BOM, from, lineEnd) ? BOM.length : 0;
            begun = true;
        }
        lineStart = scan;
        if (from == lineEnd) {
            return true;
        }
        if (startsWith(DATA, from, lineEnd)) {
            data(from + DATA.length, lineEnd);
        }
        return false;
    }

    private boolean startsWith(byte[] prefix, int from, int to) {
        return to - from >= prefix.length
                && Arrays.equals(buffer, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private void data(int afterName, int lineEnd) {
        if (afterName < lineEnd && buffer[afterName] != ':') {
            return;
        }
        int from = Math.min(afterName + 1, lineEnd);
        from += from < lineEnd && buffer[from] == ' ' ? 1 : 0;
        if (dataLines++ == 0) {
            dataBuffer = buffer;
            dataFrom = from;
            dataTo = lineEnd;
        } else {
            join(from, lineEnd);
        }
    }

    private void join(int from, int to) {
        int before = dataTo - dataFrom;
        boolean grows = dataBuffer == buffer || dataBuffer.length < before + 1 + to - from;
        byte[] joined = grows ? new byte[2 * (before + 1 + to - from)] : dataBuffer;
        System.arraycopy(dataBuffer, dataFrom, joined, 0, before);
        joined[before] = '\n';
        System.arraycopy(buffer, from, joined, before + 1, to - from);
        dataBuffer = joined;
        dataFrom = 0;
        dataTo = before + 1 + to - from;
    }

    private SseEvent take() throws ProtocolException {
        limit(scan - eventStart);
        return view();
    }

    private SseEvent view() {
        SseEvent event =
                dataLines == 0
                        ? new SseEvent(buffer, eventStart, scan, buffer, scan, scan)
                        : new SseEvent(buffer, eventStart, scan, dataBuffer, dataFrom, dataTo);
        eventStart = scan;
        lineStart = scan;
        dataLines = 0;
        return event;
    }

    private static void limit(int size) throws ProtocolException {
        if (size > LARGEST_EVENT) {
            throw new ProtocolException("the provider sent an event of more than 64 MiB");
        }
    }
}
