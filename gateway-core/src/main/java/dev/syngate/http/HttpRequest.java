package dev.syngate.http;

import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.Cancellation;
import dev.syngate.call.RequestIds;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request.
///
/// @param path what is asked for
/// @param remote the client's address
/// @param body read whole; empty where there is an upload
/// @param upload the body where it is read as it arrives
@SuppressWarnings("ArrayRecordComponent")
record HttpRequest(
        HttpServerExchange exchange,
        Paths path,
        InetAddress remote,
        byte[] body,
        @Nullable RequestStream upload) {
    private static final int LONGEST_USER_AGENT = 100;
    private static final String BEARER = "Bearer ";
    private static final List<HttpString> KEY_HEADERS = names("x-api-key", "x-goog-api-key");
    private static final Set<String> FOLLOW_UP_PARAMETERS =
            Set.of("include", "after", "before", "limit", "order");
    private static final List<HttpString> PASSED_ON =
            names("anthropic-version", "anthropic-beta", "openai-beta");

    private static final HttpString HOPS = HttpString.tryFromString(Call.HOPS);

    private static List<HttpString> names(String... names) {
        return Stream.of(names).map(HttpString::tryFromString).toList();
    }

    String method() {
        return exchange.getRequestMethod().toString();
    }

    /// The path as the client wrote it.
    String writtenPath() {
        return exchange.getRequestPath();
    }

    /// The call of whoever sent the request's key.
    Call call(Instant now, Cancellation cancellation) {
        Caller caller = new Caller.Bearer(secret());
        return call(caller, path.joined(), body, now, cancellation);
    }

    /// @param to the endpoint's path
    Call call(Caller caller, String to, byte[] content, Instant now, Cancellation cancellation) {
        return new Call(
                RequestIds.next(now),
                now,
                System.nanoTime(),
                caller,
                remote,
                to,
                content,
                upload,
                contentType(),
                userAgent(),
                passedOn(),
                cancellation);
    }

    /// The key that was sent, in whichever way, in the query at Gemini's paths only; null when
    /// there is none.
    @Nullable String secret() {
        String authorization = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        for (HttpString name : KEY_HEADERS) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                return value.strip();
            }
        }
        Deque<String> inQuery = path.isGemini() ? exchange.getQueryParameters().get("key") : null;
        return inQuery == null || inQuery.isEmpty() ? null : inQuery.getFirst();
    }

    /// The port that it came in by.
    int port() {
        return exchange.getConnection().getLocalAddress(InetSocketAddress.class).getPort();
    }

    HeaderMap headers() {
        return exchange.getRequestHeaders();
    }

    /// Of what kind the body is; empty: none is told.
    String contentType() {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        return type != null && isPrintable(type) ? type : "";
    }

    private String userAgent() {
        String said = exchange.getRequestHeaders().getFirst(Headers.USER_AGENT);
        return said == null || !isPrintable(said) || said.startsWith(Call.REPLAY_OF)
                ? ""
                : said.substring(0, Math.min(said.length(), LONGEST_USER_AGENT));
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /// Through how many gateways it came.
    int hops() {
        String said = exchange.getRequestHeaders().getFirst(HOPS);
        boolean number = said != null && said.length() == 1 && Character.isDigit(said.charAt(0));
        return number ? Character.digit(said.charAt(0), 10) : 0;
    }

    /// The headers that a provider of the caller's own protocol has to see.
    Map<String, String> passedOn() {
        Map<String, String> headers = new TreeMap<>();
        headers.put(Call.HOPS, String.valueOf(hops() + 1));
        for (HttpString name : PASSED_ON) {
            HeaderValues values = exchange.getRequestHeaders().get(name);
            String all = values == null ? "" : String.join(",", values);
            if (!all.isEmpty() && isPrintable(all)) {
                headers.put(name.toString(), all);
            }
        }
        return headers;
    }

    /// What a provider may see of the query, with its question mark; never a key.
    String passedOnQuery() {
        String kept =
                Stream.of(exchange.getQueryString().split("&"))
                        .filter(part -> FOLLOW_UP_PARAMETERS.contains(nameOf(part)))
                        .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static String nameOf(String part) {
        int end = part.indexOf('=');
        String name = end < 0 ? part : part.substring(0, end);
        return name.replace("%5B%5D", "").replace("[]", "");
    }

    Map<String, String> query() {
        Map<String, String> query = new HashMap<>();
        for (Map.Entry<String, Deque<String>> entry : exchange.getQueryParameters().entrySet()) {
            query.put(entry.getKey(), entry.getValue().getFirst());
        }
        return query;
    }
}
