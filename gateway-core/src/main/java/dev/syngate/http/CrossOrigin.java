package dev.syngate.http;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets web pages of listed origins call, and no others (Fetch standard, "CORS protocol"; Private
/// Network Access).
final class CrossOrigin {
    private static final HttpString ALLOW_ORIGIN = name("Access-Control-Allow-Origin");
    private static final HttpString ALLOW_METHODS = name("Access-Control-Allow-Methods");
    private static final HttpString ALLOW_HEADERS = name("Access-Control-Allow-Headers");
    private static final HttpString ALLOW_NETWORK = name("Access-Control-Allow-Private-Network");
    private static final HttpString EXPOSE_HEADERS = name("Access-Control-Expose-Headers");
    private static final HttpString MAX_AGE = name("Access-Control-Max-Age");
    private static final HttpString ASKED_METHOD = name("Access-Control-Request-Method");
    private static final HttpString ASKED_HEADERS = name("Access-Control-Request-Headers");
    private static final HttpString ASKED_NETWORK = name("Access-Control-Request-Private-Network");
    private static final String EXPOSED =
            "x-request-id, x-should-retry, x-syngate-cost, x-syngate-provider, x-syngate-overhead-ms, x-syngate-hint, Retry-After, "
                    + RateLimitHeaders.NAMES;

    private final Set<String> allowed;

    CrossOrigin(List<String> allowed) {
        this.allowed =
                allowed.stream()
                        .map(origin -> origin.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static HttpString name(String name) {
        return HttpString.tryFromString(name);
    }

    /// Marks the answer for its origin.
    ///
    /// @return null when the request may go on
    @Nullable Refusal check(HttpServerExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        HeaderMap reply = exchange.getResponseHeaders();
        if (origin != null || !allowed.isEmpty()) {
            reply.put(Headers.VARY, "Origin");
        }
        if (origin == null) {
            return null;
        }
        if (!allowed.contains(origin.toLowerCase(Locale.ROOT))) {
            return Refusal.of(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "Calls from this web page are not allowed. Call from a program instead, or allow the page's origin: syngate serve --allow-origin ORIGIN.");
        }
        reply.put(ALLOW_ORIGIN, origin);
        reply.put(EXPOSE_HEADERS, EXPOSED);
        return null;
    }

    /// Whether a browser asks here what a page of a listed origin may do; then all that is left is
    /// to send the answer.
    boolean answersPreflight(HttpServerExchange exchange) {
        HeaderMap asked = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().equals(Methods.OPTIONS)
                || !asked.contains(Headers.ORIGIN)
                || !asked.contains(ASKED_METHOD)) {
            return false;
        }
        HeaderMap reply = exchange.getResponseHeaders();
        reply.put(ALLOW_METHODS, "GET, POST, PATCH, DELETE, OPTIONS");
        reply.put(MAX_AGE, "600");
        if (asked.contains(ASKED_HEADERS)) {
            reply.put(ALLOW_HEADERS, asked.getFirst(ASKED_HEADERS));
        }
        if ("true".equals(asked.getFirst(ASKED_NETWORK))) {
            reply.put(ALLOW_NETWORK, "true");
        }
        return true;
    }
}
