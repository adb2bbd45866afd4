package dev.syngate.http1;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// A server and how it is spoken to. Connections are kept for each.
///
/// @param host a name or an address; IPv6 without brackets
/// @param tls whom it must prove itself to; null: it is spoken to in plain text
public record Server(String host, int port, @Nullable SSLSocketFactory tls) {
    /// Asked of every call: what a record would have made is slow before it is compiled well.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Server it
                        && port == it.port
                        && tls == it.tls
                        && host.equals(it.host));
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }

    /// As the Host header has it.
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (tls == null ? 80 : 443) ? name : name + ":" + port;
    }
}
