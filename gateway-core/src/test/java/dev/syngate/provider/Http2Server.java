package dev.syngate.provider;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// A provider that speaks HTTP/2 alone, frame by frame (RFC 9113), as a test tells it.
final class Http2Server implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;

    /// `:status 200`, and a content type, by HPACK's table (RFC 7541) without compression.
    private static final byte[] GOOD_HEAD = head();

    private final SSLServerSocket server;
    private final ServerIdentity identity;
    private final Script script;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> greetings = new CopyOnWriteArrayList<>();

    /// Answers a request.
    interface Script {
        /// @param request its number, from 1 on
        void answer(Wire wire, int stream, int request) throws IOException;
    }

    Http2Server(Path folder, Script script) throws Exception {
        this.script = script;
        identity = ServerIdentity.in(folder);
        server =
                (SSLServerSocket)
                        identity.context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        server.setSSLParameters(parameters);
        Thread.ofVirtual().start(this::accept);
    }

    private static byte[] head() {
        byte[] type = "text/event-stream".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {(byte) 0x88, 0x0f, 0x10, (byte) type.length});
        head.writeBytes(type);
        return head.toByteArray();
    }

    String baseUrl() {
        return "https://localhost:" + server.getLocalPort() + "/v1";
    }

    String caFile() {
        return identity.caFile();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    /// The beginnings of what clients said in no TLS, or in no HTTP/2.
    List<String> greetings() {
        return greetings;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.startHandshake();
            connections.incrementAndGet();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            greetings.add(new String(in.readNBytes(PREFACE), StandardCharsets.US_ASCII));
            Wire wire = new Wire(socket.getOutputStream());
            wire.frame(SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int word = in.readInt();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                byte[] payload = in.readNBytes(word >>> 8);
                int type = word & 0xff;
                if ((type == SETTINGS || type == PING) && flags != ACK) {
                    wire.frame(type, ACK, stream, type == PING ? payload : new byte[0]);
                }
                if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    script.answer(wire, stream, requests.incrementAndGet());
                }
            }
        } catch (IOException e) {
            // Its client has left, or was left.
        }
    }

    /// A connection to a client.
    static final class Wire {
        private final OutputStream out;

        private Wire(OutputStream out) {
            this.out = out;
        }

        private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(number(payload.length << 8 | type));
            frame.write(flags);
            frame.writeBytes(number(stream));
            frame.writeBytes(payload);
            out.write(frame.toByteArray());
            out.flush();
        }

        private static byte[] number(int value) {
            return java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        }

        void begin(int stream) throws IOException {
            frame(HEADERS, END_HEADERS, stream, GOOD_HEAD);
        }

        /// @param last whether the answer ends with it
        void say(int stream, String text, boolean last) throws IOException {
            frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
        }

        /// Takes no streams beyond the last from now on.
        void goAway(int last) throws IOException {
            byte[] payload = new byte[2 * Integer.BYTES];
            System.arraycopy(number(last), 0, payload, 0, Integer.BYTES);
            frame(GO_AWAY, 0, 0, payload);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
