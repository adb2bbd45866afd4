package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.provider.AuthHeaders.Header;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/// Calls providers that are reached through a proxy, blocking the (virtual) thread that asks. One
/// pool for all providers.
final class ProxiedUpstream implements Upstream {
    private static final long DRAIN_MILLIS = 250;
    private static final long REST_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long LONGEST_REST = 64 * 1024;

    private final Providers providers;
    private final Timeouts usual;
    private final Network network;
    private final RetryAfter retryAfter;
    private final InstantSource clock;
    private final AtomicLong lastCall = new AtomicLong();
    private final Dispatcher dispatcher = unlimited();
    private final ConnectionPool pool = new ConnectionPool(256, 5, TimeUnit.MINUTES);
    private final PerProvider<Client> clients;

    ProxiedUpstream(Providers providers, Timeouts usual, Network network, InstantSource clock) {
        this.clock = clock;
        this.providers = providers;
        this.usual = usual;
        this.network = network;
        this.clients = network.perProvider(this::client);
        this.retryAfter = new RetryAfter(clock);
    }

    private static Dispatcher unlimited() {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    /// @param headers that each call has
    private record Client(OkHttpClient http, List<Header> headers) {}

    private Client client(Provider provider) throws IOException {
        Timeouts timeouts = usual.of(provider);
        Network.Way way = network.to(provider);
        Trust trusted = way.trust();
        ProxyAddress proxy = way.proxy();
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(pool)
                        .sslSocketFactory(trusted.context().getSocketFactory(), trusted.manager())
                        .connectTimeout(timeouts.connect())
                        .readTimeout(timeouts.firstByte())
                        .writeTimeout(timeouts.firstByte())
                        .followRedirects(false)
                        .retryOnConnectionFailure(false)
                        .eventListenerFactory(call -> trace(call.request()))
                        .addNetworkInterceptor(chain -> arrived(chain, timeouts.idle()))
                        .proxy(Proxy.NO_PROXY);
        if (proxy != null) {
            through(builder, proxy);
        }
        return new Client(builder.build(), way.headers());
    }

    /// The names of hosts go to a SOCKS proxy as they are: it looks them up, not this machine.
    private static void through(OkHttpClient.Builder builder, ProxyAddress proxy) {
        if (proxy.type() == Proxy.Type.SOCKS) {
            builder.socketFactory(new SocksSockets(proxy))
                    .dns(host -> List.of(InetAddress.getByAddress(host, new byte[4])));
            return;
        }
        builder.proxy(proxy.toProxy());
        if (proxy.user() != null) {
            String basic = Credentials.basic(proxy.userName(), proxy.password());
            builder.proxyAuthenticator((route, response) -> authenticate(response, basic));
        }
    }

    /// Only once: a proxy that refuses it would be asked for ever.
    private static okhttp3.@Nullable Request authenticate(Response response, String basic) {
        boolean refused = response.request().header("Proxy-Authorization") != null;
        return refused
                ? null
                : response.request().newBuilder().header("Proxy-Authorization", basic).build();
    }

    /// Connections that rested longer than this by the clock on the wall are not used again: the
    /// client's own stands still while the machine sleeps.
    private void closeOld() {
        long now = clock.millis();
        if (now - lastCall.getAndSet(now) > REST_MILLIS) {
            pool.evictAll();
        }
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        closeOld();
        ConnectionTrace trace = new ConnectionTrace();
        try {
            return open(request, trace, cancellation);
        } catch (IOException e) {
            boolean unheard = trace.wasKept() && !(e instanceof SocketTimeoutException);
            if (request.body() instanceof Payload.Stream
                    || cancellation.isCancelled()
                    || !(unheard || wasNotTaken(e))) {
                throw e;
            }
        }
        return open(request, new ConnectionTrace(), cancellation);
    }

    /// Whether a server of HTTP/2 says, by GOAWAY or by resetting the stream, that it has not begun
    /// with the call (RFC 9113, 6.8 and 8.7): then it may be sent again.
    private static boolean wasNotTaken(IOException e) {
        return e instanceof ConnectionShutdownException
                || (e instanceof StreamResetException reset
                        && reset.errorCode == ErrorCode.REFUSED_STREAM);
    }

    private Reply open(Request request, ConnectionTrace trace, Cancellation cancellation)
            throws IOException {
        Client client = clients.of(request.provider());
        Call call = client.http().newCall(toOkHttp(request, client.headers(), trace));
        cancellation.onCancel(call::cancel);
        return new OkHttpReply(call.execute(), retryAfter);
    }

    private static EventListener trace(okhttp3.Request request) {
        ConnectionTrace trace = request.tag(ConnectionTrace.class);
        return trace == null ? EventListener.NONE : trace;
    }

    /// An answer as it came from the network: the rest of it is waited for as long as for its
    /// pieces, not as long as for its first byte, and the client must not take it for an order to
    /// ask again.
    private static Response arrived(Interceptor.Chain chain, Duration idle) throws IOException {
        Response response = chain.proceed(chain.request());
        Connection connection = chain.connection();
        if (connection != null && connection.protocol() != Protocol.HTTP_2) {
            connection.socket().setSoTimeout(Math.toIntExact(idle.toMillis()));
        }
        response.body().source().timeout().timeout(idle.toMillis(), TimeUnit.MILLISECONDS);
        return "0".equals(response.header("Retry-After"))
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    private okhttp3.Request toOkHttp(Request request, List<Header> own, ConnectionTrace trace)
            throws IOException {
        okhttp3.Request.Builder builder =
                new okhttp3.Request.Builder()
                        .tag(ConnectionTrace.class, trace)
                        .url(
                                BaseUrl.naming(
                                        BaseUrl.endpoint(request.provider(), request.path()),
                                        request.model()))
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "Syngate");
        if (request.body() != null) {
            builder.header("Content-Type", request.bodyType());
        }
        request.headers().forEach(builder::header);
        own.forEach(header -> builder.header(header.name(), header.value()));
        for (Header header : AuthHeaders.of(request, providers)) {
            builder.header(header.name(), header.value());
        }
        RequestBody body =
                switch (request.body()) {
                    case null -> null;
                    case Payload.Bytes(byte[] bytes) -> RequestBody.create(bytes, null);
                    case Payload.Stream stream -> new StreamedBody(stream);
                };
        return builder.method(request.method(), body).build();
    }

    private record OkHttpReply(Response response, RetryAfter header, InputStream body)
            implements Reply {
        OkHttpReply(Response response, RetryAfter header) {
            this(response, header, response.body().byteStream());
        }

        @Override
        public int status() {
            return response.code();
        }

        @Override
        public String contentType() {
            String type = response.header("Content-Type");
            return type == null ? "" : type;
        }

        @Override
        public String contentEncoding() {
            String coding = response.header("Content-Encoding");
            return coding == null ? "" : coding;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return header.read(response.header("retry-after-ms"), response.header("Retry-After"));
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            return body.read(buffer, 0, buffer.length);
        }

        @Override
        public void drain() {
            try {
                response.body().source().timeout().deadline(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
                body.skipNBytes(LONGEST_REST);
            } catch (IOException e) {
                // It has ended, as it should, or is given up by closing.
            }
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
