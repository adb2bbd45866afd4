package dev.syngate.provider;

import dev.syngate.billing.Price;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An upstream connection.
///
/// @param baseUrl without a trailing slash; empty for the sandbox
/// @param credential the id of its credential in the secret vault; null: none
/// @param defaultPrice for its models that have no price of their own
public record Provider(
        String id,
        String name,
        Protocol protocol,
        String baseUrl,
        @Nullable String credential,
        @Nullable Price defaultPrice,
        int priority,
        int weight,
        boolean enabled) {
    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(127|10)(\\.\\d{1,3}){3}|192\\.168(\\.\\d{1,3}){2}|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}");

    /// Whether it runs on this machine or its own network, by its address.
    public boolean isLocal() {
        String host = baseUrl.isEmpty() ? "localhost" : URI.create(baseUrl).getHost();
        return host.equals("localhost")
                || host.endsWith(".local")
                || host.equals("[::1]")
                || PRIVATE.matcher(host).matches();
    }

    /// The wire format that the provider speaks.
    public enum Protocol {
        OPENAI_CHAT("openai-chat"),
        SANDBOX("sandbox");

        private final String wireName;

        Protocol(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
