package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.plainhttp.PlainHttp;
import dev.syngate.plainhttp.PlainRequest;
import dev.syngate.plainhttp.PlainResponse;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Calls providers whose address is `http://`, as local model servers have, with no proxy between.
final class PlainUpstream implements Upstream {
    private static final Address ELSEWHERE = new Address("", 0, "");

    private final PlainHttp http;
    private final Providers providers;
    private final RetryAfter retryAfter;
    private final Map<String, Address> addresses = new ConcurrentHashMap<>();

    PlainUpstream(Providers providers, Timeouts timeouts, RetryAfter retryAfter) {
        this.http = new PlainHttp(timeouts.connect(), timeouts.firstByte(), timeouts.idle());
        this.providers = providers;
        this.retryAfter = retryAfter;
    }

    private record Address(String host, int port, String path) {}

    /// Whether the provider is spoken to in plain text and directly.
    boolean serves(Provider provider) {
        return address(provider) != ELSEWHERE;
    }

    private Address address(Provider provider) {
        Address known = addresses.get(provider.baseUrl());
        return known != null
                ? known
                : addresses.computeIfAbsent(provider.baseUrl(), PlainUpstream::parse);
    }

    private static Address parse(String baseUrl) {
        URI uri = URI.create(baseUrl);
        ProxySelector proxies = ProxySelector.getDefault();
        boolean direct =
                proxies == null
                        || proxies.select(uri).stream()
                                .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
        if (!"http".equals(uri.getScheme()) || !direct) {
            return ELSEWHERE;
        }
        int port = BaseUrl.port(baseUrl);
        return new Address(BaseUrl.host(baseUrl), port < 0 ? 80 : port, uri.getRawPath());
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        Address address = address(request.provider());
        PlainRequest plain =
                new PlainRequest(
                        request.method(),
                        address.host(),
                        address.port(),
                        address.path() + request.path(),
                        headers(request),
                        request.body());
        return new PlainReply(http.send(plain, cancellation::onCancel), retryAfter);
    }

    private List<String> headers(Request request) {
        List<String> lines = new ArrayList<>(4);
        lines.add("User-Agent: Syngate\r\nAccept-Encoding: identity");
        if (request.body() != null) {
            lines.add("Content-Type: " + request.bodyType());
        }
        request.headers().forEach((name, value) -> lines.add(name + ": " + value));
        for (Credentials.Header header : Credentials.headers(request, providers)) {
            lines.add(header.name() + ": " + header.value());
        }
        return lines;
    }

    private record PlainReply(PlainResponse response, RetryAfter header) implements Reply {
        @Override
        public int status() {
            return response.status();
        }

        @Override
        public String contentType() {
            String type = response.header("content-type");
            return type == null ? "" : type;
        }

        @Override
        public String contentEncoding() {
            String coding = response.header("content-encoding");
            return coding == null ? "" : coding;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return header.read(response.header("retry-after-ms"), response.header("retry-after"));
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            return response.read(buffer);
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
