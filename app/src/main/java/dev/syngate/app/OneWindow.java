package dev.syngate.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Lets a second start find the window of the first: a socket in the data directory, where only its
/// owner can reach it. Whoever connects asks for the window.
///
/// Where there are no such sockets, a second start opens no window and says so.
final class OneWindow implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OneWindow.class.getName());
    private static final String NAME = "window.socket";

    private final Path file;
    private final ServerSocketChannel socket;

    private OneWindow(Path file, ServerSocketChannel socket) {
        this.file = file;
        this.socket = socket;
    }

    /// Asks the window of the data directory to come forward; false when there is none.
    static boolean ask(Path dataDir) {
        Path file = dataDir.resolve(NAME);
        if (!Files.exists(file)) {
            return false;
        }
        try (SocketChannel asking = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return asking.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /// Calls the task whenever a second start asks; only for who has the data directory open.
    static OneWindow answer(Path dataDir, Runnable bringForward) throws IOException {
        Path file = dataDir.resolve(NAME);
        Files.deleteIfExists(file);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(file));
        OneWindow one = new OneWindow(file, socket);
        Thread.ofPlatform().daemon().name("second-starts").start(() -> one.listen(bringForward));
        return one;
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
    }
}
