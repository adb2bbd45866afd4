package dev.syngate.http1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection with what was read ahead from it. Used by one exchange at a time; [#close] may come
/// from any thread.
final class Connection {
    private static final int AHEAD = 8 * 1024;

    private final Server server;

    /// What the bytes go through; closing it ends everything at once, whatever waits.
    private final Socket socket;

    private final InetAddress local;

    private final InputStream in;
    private final OutputStream out;
    private final byte[] ahead = new byte[AHEAD];
    private int from;
    private int to;
    private volatile long waitingSince;
    private volatile long allowedNanos = Long.MAX_VALUE;
    private volatile boolean timedOut;
    private volatile boolean lost;
    private volatile long idleSince;
    private volatile @Nullable BodySender sender;

    /// @param spoken the socket, or the one above it that encrypts
    Connection(Server server, Socket socket, Socket spoken) throws IOException {
        this.server = server;
        this.socket = socket;
        this.local = socket.getLocalAddress();
        this.in = spoken.getInputStream();
        this.out = spoken.getOutputStream();
    }

    Server server() {
        return server;
    }

    void write(byte[] bytes) throws IOException {
        waitingSince = now();
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw asItIs(e);
        } finally {
            waitingSince = 0;
        }
    }

    /// Sends a piece of a body, while another thread may be reading.
    void send(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /// While a body is being sent, the server's silence counts from its last piece.
    ///
    /// @param active null: none is any more
    void watch(@Nullable BodySender active) {
        sender = active;
    }

    /// Returns when the server has sent something.
    void awaitFirstByte() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the server closed the connection without an answer");
        }
    }

    /// Reads more ahead; false at the end.
    private boolean fill() throws IOException {
        int count = receive(ahead, 0, AHEAD);
        from = 0;
        to = Math.max(0, count);
        return count > 0;
    }

    private int receive(byte[] into, int at, int length) throws IOException {
        waitingSince = now();
        try {
            return in.read(into, at, length);
        } catch (IOException e) {
            throw asItIs(e);
        } finally {
            waitingSince = 0;
        }
    }

    private IOException asItIs(IOException failure) {
        if (lost) {
            return new SocketException("the network that was used is gone", failure);
        }
        return timedOut ? timeout(failure) : failure;
    }

    private static SocketTimeoutException timeout(IOException cause) {
        SocketTimeoutException late = new SocketTimeoutException("the server fell silent");
        late.initCause(cause);
        return late;
    }

    /// 0 means that nothing is waited for.
    static long now() {
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    /// Whether something has been read ahead, so that the next read does not block.
    boolean hasAhead() {
        return from < to;
    }

    /// Whether at least that number of line ends has been read ahead.
    boolean hasLinesAhead(int lines) {
        int found = 0;
        for (int i = from; i < to && found < lines; i++) {
            if (ahead[i] == '\n') {
                found++;
            }
        }
        return found == lines;
    }

    /// Reads at least one byte and at most `most`; -1 at the end.
    int read(byte[] into, int at, int most) throws IOException {
        if (from == to && most >= AHEAD) {
            return receive(into, at, most);
        }
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(most, to - from);
        System.arraycopy(ahead, from, into, at, count);
        from += count;
        return count;
    }

    int readByte() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the server closed the connection within its answer");
        }
        return ahead[from++];
    }

    /// Reads a line without its end.
    ///
    /// @throws IOException when it is longer than `longest`
    String readLine(int longest) throws IOException {
        StringBuilder spread = null;
        while (true) {
            if (from == to && !fill()) {
                throw new EOFException("the server closed the connection within its answer");
            }
            int end = from;
            while (end < to && ahead[end] != '\n') {
                end++;
            }
            int known = spread == null ? 0 : spread.length();
            if (known + end - from > longest) {
                throw new IOException("the server sent a line that is too long");
            }
            String part = new String(ahead, from, end - from, StandardCharsets.ISO_8859_1);
            boolean whole = end < to;
            from = whole ? end + 1 : end;
            if (whole && spread == null) {
                return withoutReturn(part);
            }
            spread = (spread == null ? new StringBuilder() : spread).append(part);
            if (whole) {
                return withoutReturn(spread.toString());
            }
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// Zero: as long as it likes.
    void limitReads(Duration longest) throws IOException {
        socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
    }

    void allowSilence(long nanos) {
        allowedNanos = nanos;
    }

    /// Closes it when it has waited for the server for longer than it may.
    void checkSilence(long now) {
        BodySender active = sender;
        long since = active == null ? waitingSince : active.movedAt();
        if (since != 0 && now - since > allowedNanos) {
            timedOut = true;
            close();
        }
    }

    /// The address of this machine that it began with.
    InetAddress localAddress() {
        return local;
    }

    /// Whether it waits for the server.
    boolean waits() {
        return waitingSince != 0;
    }

    /// Closes it because nothing can come any more.
    void lose() {
        lost = true;
        close();
    }

    /// Whether it is as it was when it was new.
    boolean canRest() {
        try {
            limitReads(Duration.ZERO);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void restsSince(long millis) {
        idleSince = millis;
    }

    boolean restsLongerThan(long millis, long now) {
        return now - idleSince > millis;
    }

    void close() {
        close(socket);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
