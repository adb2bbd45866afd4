package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps web pages out: only known host names (against DNS rebinding) and no browser origins.
final class HostGuard {
    private final Set<String> hosts;

    HostGuard(String bind) {
        hosts =
                Stream.of(
                                "localhost",
                                "127.0.0.1",
                                "[::1]",
                                bind.contains(":") ? "[" + bind + "]" : bind)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// @return null when the request may go on
    @Nullable Refusal check(@Nullable String host, @Nullable String origin) {
        if (host == null || !hosts.contains(withoutPort(host).toLowerCase(Locale.ROOT))) {
            return Refusal.of(
                    ErrorCode.HOST_NOT_ALLOWED,
                    "The Host header names a host that is not Syngate's. Use http://127.0.0.1 or http://localhost with the port.");
        }
        if (origin != null) {
            return Refusal.of(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "Calls from web pages are not allowed. Call from a program instead.");
        }
        return null;
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
