package dev.syngate.app;

import dev.syngate.secrets.PrivateFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Lets a second start find the window of the first: a socket in the data directory, where only its
/// owner can reach it. Whoever connects asks for the window.
///
/// Where the data directory can hold no socket (its path is too long for one, or its file system
/// knows none, as on a stick) the socket is in a folder for temporary files, and a file in the data
/// directory names it. Where there are no such sockets at all, a second start opens no window and
/// says so.
final class OneWindow implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OneWindow.class.getName());
    private static final String NAME = "window.socket";

    private final Path file;
    private final Path place;
    private final ServerSocketChannel socket;

    private OneWindow(Path file, Path place, ServerSocketChannel socket) {
        this.file = file;
        this.place = place;
        this.socket = socket;
    }

    /// Asks the window of the data directory to come forward; false when there is none.
    static boolean ask(Path dataDir) {
        Path file = dataDir.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (SocketChannel asking = SocketChannel.open(UnixDomainSocketAddress.of(placeOf(file)))) {
            return asking.isConnected();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether a window has the data directory, or had it when it crashed.
    static boolean isKnown(Path dataDir) {
        return Files.exists(dataDir.resolve(NAME));
    }

    /// Takes away what a window left behind that was killed; only for who has the data directory
    /// open.
    static void forget(Path dataDir) {
        try {
            Files.deleteIfExists(dataDir.resolve(NAME));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "there seems to be a window", e);
        }
    }

    private static Path placeOf(Path file) throws IOException {
        String named = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        return named.isEmpty() ? file : Path.of(named);
    }

    /// Calls the task whenever a second start asks; only for who has the data directory open.
    static OneWindow answer(Path dataDir, Runnable bringForward) throws IOException {
        Path file = dataDir.resolve(NAME);
        Files.deleteIfExists(file);
        OneWindow one = open(file);
        Thread.ofPlatform().daemon().name("second-starts").start(() -> one.listen(bringForward));
        return one;
    }

    private static OneWindow open(Path file) throws IOException {
        try {
            return new OneWindow(file, file, bound(file));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no socket can be in the data directory", e);
        }
        Path elsewhere = Files.createTempDirectory("syngate").resolve(NAME);
        ServerSocketChannel socket = bound(elsewhere);
        PrivateFile.create(file, elsewhere.toString().getBytes(StandardCharsets.UTF_8));
        return new OneWindow(file, elsewhere, socket);
    }

    private static ServerSocketChannel bound(Path place) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return socket.bind(UnixDomainSocketAddress.of(place));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void listen(Runnable bringForward) {
        try {
            while (true) {
                socket.accept().close();
                bringForward.run();
            }
        } catch (ClosedChannelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the window is closed");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "second starts are not heard any more", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Files.deleteIfExists(file);
        if (!place.equals(file)) {
            Files.deleteIfExists(place);
            Files.deleteIfExists(Objects.requireNonNull(place.getParent()));
        }
    }
}
