package dev.syngate.http1;

import java.io.EOFException;
import java.io.IOException;

/// A body in chunks (RFC 9112, section 7.1); extensions and trailers are read over.
final class ChunkedBody extends Body {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_TRAILERS = 100;
    private long left;
    private boolean begun;
    private boolean last;
    private boolean ended;

    ChunkedBody(Connection connection) {
        super(connection);
    }

    @Override
    int read(byte[] into) throws IOException {
        int filled = 0;
        while (!ended && filled < into.length && (filled == 0 || canGoOn())) {
            if (last) {
                skipTrailers();
            } else if (left == 0) {
                nextChunk();
            } else {
                filled += readChunk(into, filled);
            }
        }
        return filled == 0 ? -1 : filled;
    }

    /// Whether more can be read without waiting: what is here already must not wait for what is
    /// not.
    private boolean canGoOn() {
        return left > 0 ? connection.hasAhead() : !last && connection.hasLinesAhead(2);
    }

    private int readChunk(byte[] into, int at) throws IOException {
        int count = connection.read(into, at, (int) Math.min(into.length - at, left));
        if (count < 0) {
            throw new EOFException("the server closed the connection within its answer");
        }
        left -= count;
        return count;
    }

    private void nextChunk() throws IOException {
        if (begun) {
            endOfChunk();
        }
        begun = true;
        left = size(connection.readLine(LONGEST_LINE));
        last = left == 0;
    }

    private void endOfChunk() throws IOException {
        int first = connection.readByte();
        if (first == '\r') {
            first = connection.readByte();
        }
        if (first != '\n') {
            throw new IOException("the server sent a chunk longer than it said");
        }
    }

    private static long size(String line) throws IOException {
        int semicolon = line.indexOf(';');
        String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        if (digits.isEmpty() || digits.length() > 15) {
            throw new IOException("the server sent no chunk size");
        }
        try {
            return Long.parseUnsignedLong(digits, 16);
        } catch (NumberFormatException e) {
            throw new IOException("the server sent no chunk size", e);
        }
    }

    private void skipTrailers() throws IOException {
        int trailers = 0;
        while (!connection.readLine(LONGEST_LINE).isEmpty()) {
            if (++trailers > MOST_TRAILERS) {
                throw new IOException("the server sent too many trailers");
            }
        }
        ended = true;
    }

    @Override
    boolean isAtEnd() {
        return ended;
    }
}
