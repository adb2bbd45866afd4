package dev.syngate.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A SOCKS 5 proxy (RFC 1928, RFC 1929) that lets in who has the password, and passes everything on
/// to one server, whatever name is asked for.
final class SocksProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String user;
    private final int target;
    private final List<String> wishes = new CopyOnWriteArrayList<>();

    /// @param user `name:password`
    /// @param target the port on this machine where everything goes
    SocksProxy(String user, int target) throws IOException {
        this.user = user;
        this.target = target;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// What was asked for, as `host:port`.
    List<String> wishes() {
        return wishes;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            in.readByte();
            in.skipNBytes(in.readUnsignedByte());
            out.write(new byte[] {5, 2});
            in.readByte();
            String shown = text(in) + ":" + text(in);
            out.write(new byte[] {1, (byte) (shown.equals(user) ? 0 : 1)});
            if (!shown.equals(user)) {
                return;
            }
            in.skipNBytes(4);
            wishes.add(text(in) + ":" + in.readUnsignedShort());
            try (Socket there = new Socket(InetAddress.getLoopbackAddress(), target)) {
                out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
                Thread.ofVirtual().start(() -> pass(client, there));
                there.getInputStream().transferTo(out);
            }
        } catch (IOException e) {
            // Its client has left.
        }
    }

    private static void pass(Socket client, Socket there) {
        try {
            client.getInputStream().transferTo(there.getOutputStream());
            there.shutdownOutput();
        } catch (IOException e) {
            // One of both has left.
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
