package dev.syngate.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How each protocol wants its credential.
final class Credentials {
    private Credentials() {}

    /// A header line; its value may be secret, so it is never printed.
    record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The headers that identify us at the provider.
    static List<Header> headers(Provider provider, Providers providers) {
        @Nullable String secret = providers.credential(provider);
        if (secret == null) {
            return List.of();
        }
        return switch (provider.protocol()) {
            case ANTHROPIC_MESSAGES -> List.of(new Header("x-api-key", secret));
            case GEMINI -> List.of(new Header("x-goog-api-key", secret));
            case OPENAI_CHAT, OPENAI_RESPONSES ->
                    List.of(new Header("Authorization", "Bearer " + secret));
            case SANDBOX -> List.of();
        };
    }
}
