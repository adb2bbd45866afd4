package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.listening.OwnAddresses;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Serves only known host names: a web page whose own name was pointed at this machine (DNS
/// rebinding) is refused. Safe for any thread.
final class HostGuard {
    private static final int MOST_SPELLINGS = 100;

    private final Set<String> names;
    private final boolean shared;
    private final Set<String> ownAddresses = ConcurrentHashMap.newKeySet();

    /// @param bind unless it is a loopback address, all addresses of this machine are known
    HostGuard(String bind, List<String> allowed) {
        names =
                Stream.concat(
                                Stream.of("localhost", "127.0.0.1", "[::1]", bracketed(bind)),
                                allowed.stream().map(HostGuard::bracketed).map(HostGuard::nameOf))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        shared = !isLoopback(bind);
    }

    private static boolean isLoopback(String bind) {
        InetAddress address = literal(bind);
        return address == null ? bind.equals("localhost") : address.isLoopbackAddress();
    }

    private static String bracketed(String host) {
        boolean bareV6 = !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
        return bareV6 ? "[" + host + "]" : host;
    }

    /// @return null when the request may go on
    @Nullable Refusal check(HttpServerExchange exchange) {
        boolean known =
                isKnown(exchange.getRequestHeaders().getFirst(Headers.HOST))
                        && (!exchange.isHostIncludedInRequestURI()
                                || isKnown(authority(exchange.getRequestURI())));
        return known
                ? null
                : Refusal.of(
                        ErrorCode.HOST_NOT_ALLOWED,
                        "The Host header names a host that is not Syngate's. Use http://127.0.0.1 or http://localhost with the port, or allow the name: syngate serve --allow-host NAME.");
    }

    private static @Nullable String authority(String uri) {
        try {
            return URI.create(uri).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isKnown(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = nameOf(host).toLowerCase(Locale.ROOT);
        return names.contains(name) || (shared && isOwnAddress(name));
    }

    private boolean isOwnAddress(String name) {
        if (ownAddresses.contains(name)) {
            return true;
        }
        InetAddress address = literal(name);
        boolean own = address != null && OwnAddresses.contain(address);
        if (own && ownAddresses.size() < MOST_SPELLINGS) {
            ownAddresses.add(name);
        }
        return own;
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
