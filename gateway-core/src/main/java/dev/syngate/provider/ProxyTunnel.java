package dev.syngate.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks an HTTP proxy to pass bytes on to a host (RFC 9110, CONNECT).
final class ProxyTunnel {
    private static final int LONGEST_HEAD = 16 * 1024;

    private ProxyTunnel() {}

    /// @param socket connected to the proxy
    /// @throws ProxyRefusedException when the proxy does not do it
    static void open(Socket socket, String host, int port, ProxyAddress proxy) throws IOException {
        String authority = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        String proof =
                proxy.user() == null
                        ? ""
                        : "Proxy-Authorization: "
                                + okhttp3.Credentials.basic(proxy.userName(), proxy.password())
                                + "\r\n";
        String wish =
                "CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(authority, authority, proof);
        socket.getOutputStream().write(wish.getBytes(StandardCharsets.ISO_8859_1));
        String status = head(socket.getInputStream());
        if (status.startsWith("HTTP/1.") && status.contains(" 407")) {
            throw new ProxyRefusedException("wants another name and password");
        }
        if (!status.startsWith("HTTP/1.") || !status.contains(" 2")) {
            throw new ProxyRefusedException("could not reach the provider");
        }
    }

    /// The status line; all of the head is read, and nothing behind it.
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new ProxyRefusedException("closed the connection");
            }
            head.append((char) next);
        }
        return head.substring(0, Math.max(0, head.indexOf("\r\n")));
    }
}
