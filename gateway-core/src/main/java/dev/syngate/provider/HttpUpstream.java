package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.provider.Credentials.Header;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Calls providers over HTTP, blocking the (virtual) thread that asks. One client and one pool for
/// all providers.
final class HttpUpstream implements Upstream {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final OkHttpClient client;
    private final Providers providers;
    private final RetryAfter retryAfter;

    /// @param silence how long a provider may send nothing, before its first byte or within an
    ///   answer
    HttpUpstream(Providers providers, Duration silence, RetryAfter retryAfter) {
        this.providers = providers;
        this.retryAfter = retryAfter;
        Dispatcher unlimited = new Dispatcher();
        unlimited.setMaxRequests(Integer.MAX_VALUE);
        unlimited.setMaxRequestsPerHost(Integer.MAX_VALUE);
        client =
                new OkHttpClient.Builder()
                        .dispatcher(unlimited)
                        .connectionPool(new ConnectionPool(256, 5, TimeUnit.MINUTES))
                        .connectTimeout(CONNECT)
                        .readTimeout(silence)
                        .writeTimeout(silence)
                        .followRedirects(false)
                        .build();
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        Call call = client.newCall(toOkHttp(request));
        cancellation.onCancel(call::cancel);
        return new OkHttpReply(call.execute(), retryAfter);
    }

    private okhttp3.Request toOkHttp(Request request) {
        okhttp3.Request.Builder builder =
                new okhttp3.Request.Builder()
                        .url(BaseUrl.endpoint(request.provider(), request.path()))
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "Syngate");
        request.headers().forEach(builder::header);
        for (Header header : Credentials.headers(request, providers)) {
            builder.header(header.name(), header.value());
        }
        return switch (request.body()) {
            case null -> builder.get().build();
            case Payload.Bytes(byte[] bytes) ->
                    builder.post(RequestBody.create(bytes, typeOf(request))).build();
            case Payload.Stream stream ->
                    builder.post(new StreamedBody(stream, typeOf(request))).build();
        };
    }

    private static MediaType typeOf(Request request) {
        return MediaType.get(request.bodyType());
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
        public @Nullable Duration retryAfter() {
            return header.read(response.header("retry-after-ms"), response.header("Retry-After"));
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            return body.read(buffer, 0, buffer.length);
        }

        @Override
        public void close() {
            response.close();
        }
    }
}
