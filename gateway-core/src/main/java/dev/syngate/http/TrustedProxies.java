package dev.syngate.http;

import dev.syngate.access.IpRange;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows a client's address: the socket's, or what a trusted proxy in front of the gateway says in
/// `X-Forwarded-For`. The only place that reads that header.
final class TrustedProxies {
    private final List<IpRange> ranges;

    TrustedProxies(List<IpRange> ranges) {
        this.ranges = ranges;
    }

    InetAddress clientOf(HttpServerExchange exchange) {
        InetAddress nearest = exchange.getSourceAddress().getAddress();
        HeaderValues forwarded = exchange.getRequestHeaders().get(Headers.X_FORWARDED_FOR);
        return forwarded == null ? nearest : client(nearest, String.join(",", forwarded));
    }

    /// Walks from the nearest hop outwards, to the first that is no trusted proxy.
    InetAddress client(InetAddress nearest, String forwarded) {
        InetAddress client = nearest;
        String[] hops = forwarded.split(",");
        for (int i = hops.length - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress hop = address(hops[i].strip());
            if (hop == null) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /// Reads `10.0.0.7`, `10.0.0.7:1234`, `fd00::7`, `[fd00::7]:1234`; names are never looked up.
    private static @Nullable InetAddress address(String hop) {
        boolean v6 = hop.startsWith("[") || hop.indexOf(':') != hop.lastIndexOf(':');
        int end = v6 ? hop.indexOf(']') + 1 : hop.indexOf(':');
        try {
            return InetAddress.ofLiteral(end > 0 ? hop.substring(0, end) : hop);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
