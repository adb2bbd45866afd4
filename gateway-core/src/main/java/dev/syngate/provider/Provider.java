package dev.syngate.provider;

import dev.syngate.billing.Price;
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
