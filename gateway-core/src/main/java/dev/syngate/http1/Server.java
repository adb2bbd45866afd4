package dev.syngate.http1;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A server and how it is spoken to. Connections are kept for each.
///
/// @param host a name or an address; IPv6 without brackets
/// @param tls whom it must prove itself to; null: it is spoken to in plain text
public record Server(String host, int port, @Nullable SSLSocketFactory tls) {
    /// As the Host header has it.
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls == null ? 80 : 443) ? name : name + ":" + port;
    }
}
