package dev.syngate.http1;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;

/// How a response's body is told from what follows it (RFC 9112, section 6.3).
abstract sealed class Body permits Body.Length, Body.UntilClose, ChunkedBody {
    final Connection connection;

    Body(Connection connection) {
        this.connection = connection;
    }

    static Body of(ResponseHead head, Connection connection) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new Length(connection, 0);
        }
        String coding = head.header("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("the server used a transfer coding that was not asked for");
            }
            return new ChunkedBody(connection);
        }
        List<String> lengths = head.all("content-length");
        return lengths.isEmpty()
                ? new UntilClose(connection)
                : new Length(connection, length(lengths));
    }

    private static long length(List<String> said) throws IOException {
        String first = said.getFirst();
        boolean valid = !first.isEmpty() && first.length() <= 18;
        long length = 0;
        for (int i = 0; valid && i < first.length(); i++) {
            int digit = first.charAt(i) - '0';
            valid = digit >= 0 && digit <= 9;
            length = length * 10 + digit;
        }
        if (!valid || !said.stream().allMatch(first::equals)) {
            throw new IOException("the server sent no valid Content-Length");
        }
        return length;
    }

    /// Reads what has arrived, at least one byte; -1 at the end.
    abstract int read(byte[] into) throws IOException;

    /// Whether all of it has been read.
    abstract boolean isAtEnd();

    /// Whether it ends before the connection does.
    boolean isDelimited() {
        return true;
    }

    /// A body of known length.
    static final class Length extends Body {
        private long left;

        Length(Connection connection, long length) {
            super(connection);
            this.left = length;
        }

        @Override
        int read(byte[] into) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = connection.read(into, 0, (int) Math.min(into.length, left));
            if (count < 0) {
                throw new EOFException("the server closed the connection within its answer");
            }
            left -= count;
            return count;
        }

        @Override
        boolean isAtEnd() {
            return left == 0;
        }
    }

    /// All until the server closes the connection.
    static final class UntilClose extends Body {
        private boolean closed;

        UntilClose(Connection connection) {
            super(connection);
        }

        @Override
        int read(byte[] into) throws IOException {
            int count = connection.read(into, 0, into.length);
            closed = count < 0;
            return count;
        }

        @Override
        boolean isAtEnd() {
            return closed;
        }

        @Override
        boolean isDelimited() {
            return false;
        }
    }
}
