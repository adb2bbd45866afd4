package dev.syngate.http;

import dev.syngate.call.Refusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What every request meets first, whatever its path: on its I/O thread, before its body is read.
final class Door {
    private static final HttpString CONTENT_TYPE_OPTIONS =
            HttpString.tryFromString("X-Content-Type-Options");
    private static final HttpString REFERRER_POLICY = HttpString.tryFromString("Referrer-Policy");

    private final HostGuard hosts;
    private final CrossOrigin origins;
    private final TrustedProxies proxies;

    Door(ListenerSettings settings) {
        this.hosts = new HostGuard(settings.bind(), settings.allowedHosts());
        this.origins = new CrossOrigin(settings.allowedOrigins());
        this.proxies = new TrustedProxies(settings.trustedProxies());
    }

    /// Gives the answer the headers that every answer has, and judges the request.
    ///
    /// @return null when the request may go on
    @Nullable Refusal check(HttpServerExchange exchange) {
        HeaderMap reply = exchange.getResponseHeaders();
        reply.put(CONTENT_TYPE_OPTIONS, "nosniff");
        reply.put(REFERRER_POLICY, "no-referrer");
        reply.put(Headers.CACHE_CONTROL, "no-store");
        Refusal no = hosts.check(exchange);
        return no == null ? origins.check(exchange) : no;
    }

    /// Whether the request only asks what a web page may do; its answer is then ready to be sent.
    boolean answersPreflight(HttpServerExchange exchange) {
        return origins.answersPreflight(exchange);
    }

    InetAddress clientOf(HttpServerExchange exchange) {
        return proxies.clientOf(exchange);
    }
}
