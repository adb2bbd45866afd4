package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.protocol.ApiRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sends calls to providers.
public interface Upstream {
    /// Sends the call and returns when the provider's status and headers are there. Cancelling
    /// closes the connection at once; a blocked read then throws.
    ///
    /// @throws IOException when the provider can't be reached, times out
    ///   ([java.net.SocketTimeoutException]) or the call was cancelled
    Reply open(Request request, Cancellation cancellation) throws IOException;

    /// @param method such as `POST`
    /// @param credential of the provider; null: without
    /// @param path below the base URL, such as `/chat/completions`, with its query
    /// @param body null: none
    /// @param contentType of the body; empty: JSON
    /// @param headers of the caller that go on to the provider
    /// @param model that is asked, for addresses that name it; empty: none
    record Request(
            String method,
            Provider provider,
            @Nullable Credential credential,
            String path,
            @Nullable Payload body,
            String contentType,
            Map<String, String> headers,
            String model) {
        /// A POST.
        public Request(
                Provider provider,
                @Nullable Credential credential,
                String path,
                Payload body,
                String contentType,
                Map<String, String> headers,
                String model) {
            this("POST", provider, credential, path, body, contentType, headers, model);
        }

        /// A POST that asks no model in particular.
        Request(
                Provider provider,
                @Nullable Credential credential,
                String path,
                Payload body,
                String contentType,
                Map<String, String> headers) {
            this(provider, credential, path, body, contentType, headers, "");
        }

        /// A request without a body.
        public static Request without(
                String method, Provider provider, @Nullable Credential credential, String path) {
            return new Request(method, provider, credential, path, null, "", Map.of(), "");
        }

        static Request get(Provider provider, @Nullable Credential credential, String path) {
            return without("GET", provider, credential, path);
        }

        /// Forms name their boundary; whatever else a caller says, it is JSON.
        String bodyType() {
            return ApiRequest.isForm(contentType) ? contentType : "application/json";
        }
    }

    /// A provider's reply, its body still streaming. Used by one thread, closed by it.
    interface Reply extends AutoCloseable {
        int status();

        /// Empty when there is none.
        String contentType();

        /// How the body is compressed; empty: not at all.
        default String contentEncoding() {
            return "";
        }

        @Nullable Duration retryAfter();

        /// Reads what has arrived, at least one byte; -1 at the end.
        int read(byte[] buffer) throws IOException;

        /// The answer has said that it is over: what the provider sends after it is read for a
        /// moment, so that the connection can serve again.
        void drain();

        /// Gives up what has not been read, and the connection with it.
        @Override
        void close();
    }
}
