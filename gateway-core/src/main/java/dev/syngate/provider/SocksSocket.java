package dev.syngate.provider;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/// A socket that reaches every address through a SOCKS 5 proxy, which looks the names up. Source:
/// RFC 1928, and RFC 1929 for the name and the password.
final class SocksSocket extends Socket {
    private static final int VERSION = 5;
    private static final int NO_PROOF = 0;
    private static final int PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int NAME = 3;
    private static final int LONGEST = 255;

    private final ProxyAddress proxy;

    SocksSocket(ProxyAddress proxy) {
        this.proxy = proxy;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    /// @param timeout for the connection to the proxy, and then for each of its answers;
    ///   milliseconds
    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        InetSocketAddress wanted = (InetSocketAddress) endpoint;
        super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
        int before = getSoTimeout();
        try {
            setSoTimeout(timeout);
            greet();
            ask(wanted.getHostString(), wanted.getPort());
            setSoTimeout(before);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void greet() throws IOException {
        int offered = proxy.user() == null ? NO_PROOF : PASSWORD;
        send(
                proxy.user() == null
                        ? new byte[] {VERSION, 1, NO_PROOF}
                        : new byte[] {VERSION, 2, NO_PROOF, PASSWORD});
        byte[] chosen = receive(2);
        if (chosen[1] == PASSWORD && offered == PASSWORD) {
            prove();
        } else if (chosen[1] != NO_PROOF) {
            throw new ProxyRefusedException("wants a name and a password that it was not given");
        }
    }

    private void prove() throws IOException {
        byte[] name = proxy.userName().getBytes(StandardCharsets.UTF_8);
        byte[] password = proxy.password().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST || password.length > LONGEST) {
            throw new ProxyRefusedException("takes names and passwords of up to 255 bytes");
        }
        byte[] proof = new byte[3 + name.length + password.length];
        proof[0] = 1;
        proof[1] = (byte) name.length;
        System.arraycopy(name, 0, proof, 2, name.length);
        proof[2 + name.length] = (byte) password.length;
        System.arraycopy(password, 0, proof, 3 + name.length, password.length);
        send(proof);
        if (receive(2)[1] != 0) {
            throw new ProxyRefusedException("refused the name and the password");
        }
    }

    private void ask(String host, int port) throws IOException {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST) {
            throw new IOException("the host's name is too long");
        }
        byte[] wish = new byte[7 + name.length];
        wish[0] = VERSION;
        wish[1] = CONNECT;
        wish[3] = NAME;
        wish[4] = (byte) name.length;
        System.arraycopy(name, 0, wish, 5, name.length);
        wish[5 + name.length] = (byte) (port >> 8);
        wish[6 + name.length] = (byte) port;
        send(wish);
        byte[] answer = receive(4);
        if (answer[1] != 0) {
            throw new ProxyRefusedException("could not reach the provider: " + reason(answer[1]));
        }
        receive(2 + lengthOfAddress(answer[3]));
    }

    private int lengthOfAddress(byte kind) throws IOException {
        return switch (kind) {
            case 1 -> 4;
            case 4 -> 16;
            case NAME -> receive(1)[0] & 0xff;
            default -> throw new IOException("the proxy speaks no SOCKS 5");
        };
    }

    private static String reason(byte code) {
        return switch (code) {
            case 2 -> "its rules do not allow it";
            case 3 -> "the network can't be reached";
            case 4 -> "the host can't be reached";
            case 5 -> "nothing answers at the address";
            case 6 -> "it took too long";
            default -> "it does not say why";
        };
    }

    private void send(byte[] bytes) throws IOException {
        OutputStream out = getOutputStream();
        out.write(bytes);
        out.flush();
    }

    private byte[] receive(int count) throws IOException {
        InputStream in = getInputStream();
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the proxy closed the connection");
        }
        return bytes;
    }
}
