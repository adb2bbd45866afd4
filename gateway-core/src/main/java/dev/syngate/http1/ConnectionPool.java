package dev.syngate.http1;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Makes connections and keeps those that rest, the last one used first. Safe for any thread.
final class ConnectionPool {
    private static final int MOST_RESTING = 256;
    private static final long LONGEST_REST = Duration.ofSeconds(60).toMillis();

    /// After a rest that long the network may be another one.
    private static final long LONG_REST = Duration.ofSeconds(1).toMillis();

    private final SilenceWatch watch;
    private final InstantSource clock;
    private final LocalAddresses addresses;
    private final Map<Server, Deque<Connection>> resting = new ConcurrentHashMap<>();

    /// Those that agree on keys, but not in the quickest way.
    private final Set<Server> takesFewGroups = ConcurrentHashMap.newKeySet();

    /// @param clock the one on the wall: the JVM's own stands still while the machine sleeps, and
    ///   what rested meanwhile has no other end any more
    ConnectionPool(SilenceWatch watch, InstantSource clock, LocalAddresses addresses) {
        this.watch = watch;
        this.clock = clock;
        this.addresses = addresses;
        watch.alsoRun(this::closeOld);
    }

    /// A connection that rests, and not for too long, if one does.
    @Nullable Connection take(Server server) {
        Deque<Connection> known = resting.get(server);
        Connection last = known == null ? null : known.pollFirst();
        if (last == null) {
            return null;
        }
        long now = clock.millis();
        if (closeIf(last, now)) {
            return take(server);
        }
        if (last.restsLongerThan(LONG_REST, now) && !addresses.has(last)) {
            close(last);
            return take(server);
        }
        return last;
    }

    /// Connects to the first of the host's addresses that can be reached.
    ///
    /// @param longest how long each address may take; zero: as long as it likes
    /// @param exchange is told each socket, and may close it
    Connection connect(Server server, Duration longest, Exchange exchange) throws IOException {
        return connect(server, longest, exchange, takesFewGroups.contains(server));
    }

    private Connection connect(Server server, Duration longest, Exchange exchange, boolean anyGroup)
            throws IOException {
        IOException failure = new ConnectException("no address for " + server.host());
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            Socket socket = server.tls() == null ? new Socket() : new TlsSocket(server.tls());
            try {
                exchange.connecting(socket);
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(address, server.port()),
                        Math.toIntExact(longest.toMillis()));
                Socket spoken = spoken(socket, server, longest, anyGroup);
                Connection made = new Connection(server, socket, spoken);
                watch.add(made);
                return made;
            } catch (SSLException e) {
                socket.close();
                if (!anyGroup && TlsSocket.isWorthAnyGroup(e)) {
                    Connection made = connect(server, longest, exchange, true);
                    takesFewGroups.add(server);
                    return made;
                }
                throw e;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private static Socket spoken(Socket socket, Server server, Duration longest, boolean anyGroup)
            throws IOException {
        return socket instanceof TlsSocket below
                ? below.secured(server, longest, anyGroup)
                : socket;
    }

    /// From now on the server may send nothing for that long.
    void allowSilence(Connection connection, Duration longest) {
        long nanos = longest.isZero() ? Long.MAX_VALUE : longest.toNanos();
        watch.notice(nanos);
        connection.allowSilence(nanos);
    }

    void give(Connection connection) {
        connection.restsSince(clock.millis());
        Deque<Connection> known = resting.get(connection.server());
        if (known == null) {
            known =
                    resting.computeIfAbsent(
                            connection.server(), server -> new ConcurrentLinkedDeque<>());
        }
        known.addFirst(connection);
    }

    void close(Connection connection) {
        watch.remove(connection);
        connection.close();
    }

    private void closeOld() {
        long now = clock.millis();
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
}
