package dev.syngate.plainhttp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Makes connections and keeps those that rest, the last one used first. Safe for any thread.
final class ConnectionPool {
    private static final int MOST_RESTING = 256;
    private static final long LONGEST_REST = Duration.ofSeconds(60).toNanos();

    private final Duration connect;
    private final SilenceWatch watch;
    private final Map<String, Deque<Connection>> resting = new ConcurrentHashMap<>();

    ConnectionPool(Duration connect, SilenceWatch watch) {
        this.connect = connect;
        this.watch = watch;
        watch.alsoRun(this::closeOld);
    }

    /// A connection that rests, if one does.
    @Nullable Connection take(String host, int port) {
        Deque<Connection> known = resting.get(server(host, port));
        return known == null ? null : known.pollFirst();
    }

    /// Connects to the first of the host's addresses that can be reached.
    Connection connect(String host, int port) throws IOException {
        IOException failure = new ConnectException("no address for " + host);
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(address, port), Math.toIntExact(connect.toMillis()));
                Connection made = new Connection(server(host, port), socket);
                watch.add(made);
                return made;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    void give(Connection connection) {
        connection.rest();
        Deque<Connection> known =
                resting.computeIfAbsent(
                        connection.server(), server -> new ConcurrentLinkedDeque<>());
        known.addFirst(connection);
    }

    void close(Connection connection) {
        watch.remove(connection);
        connection.close();
    }

    private void closeOld() {
        long now = System.nanoTime();
        for (Deque<Connection> known : resting.values()) {
            known.removeIf(connection -> closeIf(connection, now));
            while (known.size() > MOST_RESTING) {
                Connection oldest = known.pollLast();
                if (oldest != null) {
                    close(oldest);
                }
            }
        }
    }

    private boolean closeIf(Connection connection, long now) {
        boolean old = connection.restsLongerThan(LONGEST_REST, now);
        if (old) {
            close(connection);
        }
        return old;
    }

    private static String server(String host, int port) {
        return host + ":" + port;
    }
}
