package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.http1.Http1Client;
import dev.syngate.http1.Http1Request;
import dev.syngate.http1.Http1Response;
import dev.syngate.http1.Server;
import dev.syngate.http1.Silence;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls providers that are reached without a proxy, over HTTP/1.1, encrypted or not. Blocks the
/// (virtual) thread that asks.
final class DirectUpstream implements Upstream {
    private final Http1Client http;
    private final Providers providers;
    private final Timeouts usual;
    private final RetryAfter retryAfter;
    private final Network network;
    private final PerProvider<Place> places;

    DirectUpstream(Providers providers, Timeouts usual, Network network, InstantSource clock) {
        this.http = new Http1Client(clock);
        this.network = network;
        this.places = network.perProvider(this::find);
        this.providers = providers;
        this.usual = usual;
        this.retryAfter = new RetryAfter(clock);
    }

    /// Where a provider is.
    ///
    /// @param headers whole lines that each call has
    private record Place(
            boolean direct,
            Server server,
            Silence silence,
            String path,
            boolean namesModel,
            List<String> headers) {
        String path(String model) {
            return namesModel ? BaseUrl.naming(path, model) : path;
        }
    }

    /// Whether no proxy is between.
    boolean serves(Provider provider) throws IOException {
        return places.of(provider).direct();
    }

    private Place find(Provider provider) throws IOException {
        URI uri = URI.create(provider.baseUrl());
        boolean encrypted = "https".equals(uri.getScheme());
        int port = BaseUrl.port(provider.baseUrl());
        Timeouts timeouts = usual.of(provider);
        Network.Way way = network.to(provider);
        return new Place(
                way.proxy() == null,
                new Server(
                        BaseUrl.host(provider.baseUrl()),
                        port < 0 ? (encrypted ? 443 : 80) : port,
                        encrypted ? way.trust().context().getSocketFactory() : null),
                new Silence(timeouts.connect(), timeouts.firstByte(), timeouts.idle()),
                uri.getRawPath(),
                BaseUrl.namesModel(uri.getRawPath()),
                way.headers().stream().map(line -> line.name() + ": " + line.value()).toList());
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        Place place = places.of(request.provider());
        Http1Request sent =
                new Http1Request(
                        request.method(),
                        place.server(),
                        place.silence(),
                        place.path(request.model())
                                + BaseUrl.withQuery(request.provider(), request.path()),
                        headers(request, place.headers()),
                        request.body());
        return new DirectReply(http.send(sent, cancellation::onCancel), retryAfter);
    }

    private List<String> headers(Request request, List<String> own) throws IOException {
        List<String> lines = new ArrayList<>(4 + own.size());
        lines.add("User-Agent: Syngate\r\nAccept-Encoding: identity");
        if (request.body() != null) {
            lines.add("Content-Type: " + request.bodyType());
        }
        request.headers().forEach((name, value) -> lines.add(name + ": " + value));
        lines.addAll(own);
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
