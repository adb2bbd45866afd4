package dev.syngate.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request whose body has been read whole.
///
/// @param remote the client's address
@SuppressWarnings("ArrayRecordComponent")
record HttpRequest(HttpServerExchange exchange, InetAddress remote, byte[] body) {
    private static final String BEARER = "Bearer ";
    private static final HttpString API_KEY = HttpString.tryFromString("x-api-key");

    String method() {
        return exchange.getRequestMethod().toString();
    }

    String path() {
        return exchange.getRequestPath();
    }

    /// The key that was sent, in whichever way; null when there is none.
    @Nullable String secret() {
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return exchange.getRequestHeaders().getFirst(API_KEY);
    }

    Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        for (Map.Entry<String, Deque<String>> entry : exchange.getQueryParameters().entrySet()) {
            query.put(entry.getKey(), entry.getValue().getFirst());
        }
        return query;
    }
}
