package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.http1.Http1Client;
import dev.syngate.http1.Http1Request;
import dev.syngate.http1.Http1Response;
import dev.syngate.http1.Server;
import dev.syngate.http1.Silence;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls providers that are reached without a proxy, over HTTP/1.1, encrypted or not. Blocks the
/// (virtual) thread that asks.
final class DirectUpstream implements Upstream {
    private final Http1Client http = new Http1Client();
    private final Providers providers;
    private final Timeouts usual;
    private final RetryAfter retryAfter;
    private final TrustStores trust;
    private final PerProvider<Place> places = new PerProvider<>(this::find);

    DirectUpstream(Providers providers, Timeouts usual, TrustStores trust, RetryAfter retryAfter) {
        this.trust = trust;
        this.providers = providers;
        this.usual = usual;
        this.retryAfter = retryAfter;
    }

    /// Where a provider is.
    private record Place(boolean direct, Server server, Silence silence, String path) {}

    /// Whether no proxy is between.
    boolean serves(Provider provider) throws IOException {
        return places.of(provider).direct();
    }

    private Place find(Provider provider) throws IOException {
        URI uri = URI.create(provider.baseUrl());
        boolean encrypted = "https".equals(uri.getScheme());
        int port = BaseUrl.port(provider.baseUrl());
        Timeouts timeouts = usual.of(provider);
        return new Place(
                isDirect(uri),
                new Server(
                        BaseUrl.host(provider.baseUrl()),
                        port < 0 ? (encrypted ? 443 : 80) : port,
                        encrypted
                                ? trust.of(provider.connecting().caFile())
                                        .context()
                                        .getSocketFactory()
                                : null),
                new Silence(timeouts.connect(), timeouts.firstByte(), timeouts.idle()),
                uri.getRawPath());
    }

    private static boolean isDirect(URI uri) {
        ProxySelector proxies = ProxySelector.getDefault();
        return proxies == null
                || proxies.select(uri).stream()
                        .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        Place place = places.of(request.provider());
        Http1Request sent =
                new Http1Request(
                        request.method(),
                        place.server(),
                        place.silence(),
                        place.path() + request.path(),
                        headers(request),
                        request.body());
        return new DirectReply(http.send(sent, cancellation::onCancel), retryAfter);
    }

    private List<String> headers(Request request) {
        List<String> lines = new ArrayList<>(4);
        lines.add("User-Agent: Syngate\r\nAccept-Encoding: identity");
        if (request.body() != null) {
            lines.add("Content-Type: " + request.bodyType());
        }
        request.headers().forEach((name, value) -> lines.add(name + ": " + value));
        for (AuthHeaders.Header header : AuthHeaders.of(request, providers)) {
            lines.add(header.name() + ": " + header.value());
        }
        return lines;
    }

    private record DirectReply(Http1Response response, RetryAfter header) implements Reply {
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
        public void drain() {
            response.drain();
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
