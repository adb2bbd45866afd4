package dev.syngate.provider;

import java.util.ArrayList;
import java.util.List;

/// How each protocol wants its credential.
final class AuthHeaders {
    private AuthHeaders() {}

    /// A header line; its value may be secret, so it is never printed.
    record Header(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The headers that identify us at the request's provider. Anthropic's API wants its version
    /// named; a caller's own goes first.
    ///
    /// @throws LostSecretException when the credential's secret can't be read
    static List<Header> of(Upstream.Request request, Providers providers)
            throws LostSecretException {
        List<Header> headers = new ArrayList<>(2);
        Credential credential = request.credential();
        if (credential != null) {
            String secret = providers.secret(credential);
            if (secret == null) {
                throw new LostSecretException(credential.label());
            }
            headers.add(credential(request.provider(), secret));
        }
        if (request.provider().protocol() == Provider.Protocol.ANTHROPIC_MESSAGES
                && !request.headers().containsKey("anthropic-version")) {
            headers.add(new Header("anthropic-version", "2023-06-01"));
        }
        return headers;
    }

    private static Header credential(Provider provider, String secret) {
        String named = provider.connecting().transport().keyHeader();
        String header = named == null ? Vendor.of(provider).keyHeader() : named;
        return header == null ? usual(provider.protocol(), secret) : new Header(header, secret);
    }

    private static Header usual(Provider.Protocol protocol, String secret) {
        return switch (protocol) {
            case ANTHROPIC_MESSAGES -> new Header("x-api-key", secret);
            case GEMINI -> new Header("x-goog-api-key", secret);
            case OPENAI_CHAT, OPENAI_RESPONSES, SANDBOX ->
                    new Header("Authorization", "Bearer " + secret);
        };
    }
}
