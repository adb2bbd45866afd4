package dev.syngate.provider;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import dev.syngate.billing.Price;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorShape;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An upstream connection.
///
/// @param baseUrl without a trailing slash; empty for the sandbox
/// @param credentials what we show it to be let in, each an account there or a key of one; none: it
///   lets everybody in
/// @param defaultPrice for its models that have no price of their own
/// @param connecting how long it is waited for and whom it must prove itself to
public record Provider(
        String id,
        String name,
        Protocol protocol,
        String baseUrl,
        @JsonAlias("credential") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                List<Credential> credentials,
        @Nullable Price defaultPrice,
        int priority,
        int weight,
        boolean enabled,
        Connecting connecting) {
    /// Names of one word and of private domains, private and link-local networks.
    private static final Pattern LOCAL =
            Pattern.compile(
                    "[^.:]+|.+\\.(local|lan|internal|home\\.arpa)"
                            + "|(127|10)(\\.\\d{1,3}){3}|(192\\.168|169\\.254)(\\.\\d{1,3}){2}"
                            + "|172\\.(1[6-9]|2\\d|3[01])(\\.\\d{1,3}){2}"
                            + "|::1|(f[cd]|fe[89ab])[0-9a-f:.]+");

    /// Records of earlier versions say nothing of connecting, and have the id of one credential.
    @SuppressWarnings("NullAway") // stored records may lack it
    public Provider {
        credentials = List.copyOf(credentials);
        connecting = connecting == null ? Connecting.USUAL : connecting;
    }

    /// One that lets everybody in and is connected to as usual.
    public Provider(
            String id,
            String name,
            Protocol protocol,
            String baseUrl,
            @Nullable Price defaultPrice,
            int priority,
            int weight,
            boolean enabled) {
        this(
                id,
                name,
                protocol,
                baseUrl,
                List.of(),
                defaultPrice,
                priority,
                weight,
                enabled,
                Connecting.USUAL);
    }

    /// The same with other settings of its connections.
    public Provider connectedTo(Connecting other) {
        return new Provider(
                id,
                name,
                protocol,
                baseUrl,
                credentials,
                defaultPrice,
                priority,
                weight,
                enabled,
                other);
    }

    Provider withBaseUrl(String other) {
        return new Provider(
                id,
                name,
                protocol,
                other,
                credentials,
                defaultPrice,
                priority,
                weight,
                enabled,
                connecting);
    }

    Provider withDefaultPrice(Price other) {
        return new Provider(
                id,
                name,
                protocol,
                baseUrl,
                credentials,
                other,
                priority,
                weight,
                enabled,
                connecting);
    }

    Provider withCredentials(List<Credential> others) {
        return new Provider(
                id,
                name,
                protocol,
                baseUrl,
                others,
                defaultPrice,
                priority,
                weight,
                enabled,
                connecting);
    }

    /// Those of its credentials that are not paused.
    public List<Credential> usable() {
        return credentials.stream().filter(Credential::enabled).toList();
    }

    /// What a call is sent with where it does not matter with which; null: none.
    @Nullable Credential anyCredential() {
        return credentials.stream().filter(Credential::enabled).findFirst().orElse(null);
    }

    /// Whether both are the same but for their credentials.
    public boolean isLike(Provider other) {
        return equals(other.withCredentials(credentials));
    }

    /// The credential with the id or label.
    ///
    /// @throws RefusedException when there is none
    Credential credential(String idOrLabel) {
        return credentials.stream()
                .filter(c -> c.id().equals(idOrLabel) || c.label().equalsIgnoreCase(idOrLabel))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.notFound(
                                "the provider \"%s\" has no key \"%s\""
                                        .formatted(name, idOrLabel)));
    }

    /// The base URL as people write it, with `{model}` where the model that is asked stands.
    public String address() {
        return BaseUrl.written(baseUrl);
    }

    /// The host that it is called at; empty for the sandbox.
    public String host() {
        return baseUrl.isEmpty() ? "" : BaseUrl.host(baseUrl);
    }

    /// Whether it runs on this machine or its own network, by its address.
    public boolean isLocal() {
        return baseUrl.isEmpty() || LOCAL.matcher(BaseUrl.host(baseUrl)).matches();
    }

    /// The wire format that the provider speaks.
    public enum Protocol {
        OPENAI_CHAT("openai-chat"),
        OPENAI_RESPONSES("openai-responses"),
        ANTHROPIC_MESSAGES("anthropic-messages"),
        GEMINI("gemini"),
        SANDBOX("sandbox");

        private final String wireName;

        Protocol(String wireName) {
            this.wireName = wireName;
        }

        /// Whether such a provider understands what callers send to the endpoint.
        public boolean serves(Endpoint endpoint) {
            ErrorShape spoken = endpoint.errors();
            return switch (this) {
                case OPENAI_CHAT -> spoken == ErrorShape.OPENAI && !endpoint.isOfResponses();
                case OPENAI_RESPONSES -> spoken == ErrorShape.OPENAI && endpoint != Endpoint.CHAT;
                case ANTHROPIC_MESSAGES -> spoken == ErrorShape.ANTHROPIC;
                case GEMINI -> spoken == ErrorShape.GEMINI;
                case SANDBOX -> endpoint == Endpoint.CHAT;
            };
        }

        /// The endpoint at which such a provider generates answers.
        public Endpoint generating(boolean stream) {
            return switch (this) {
                case OPENAI_CHAT, SANDBOX -> Endpoint.CHAT;
                case OPENAI_RESPONSES -> Endpoint.RESPONSES;
                case ANTHROPIC_MESSAGES -> Endpoint.MESSAGES;
                case GEMINI ->
                        stream ? Endpoint.STREAM_GENERATE_CONTENT : Endpoint.GENERATE_CONTENT;
            };
        }

        /// The endpoint at which such a provider makes vectors; that at which it generates answers
        /// where it makes none.
        public Endpoint embedding() {
            return switch (this) {
                case OPENAI_CHAT, OPENAI_RESPONSES -> Endpoint.EMBEDDINGS;
                case GEMINI -> Endpoint.BATCH_EMBED_CONTENTS;
                case ANTHROPIC_MESSAGES, SANDBOX -> generating(false);
            };
        }

        /// The protocol that goes by the name on the wire; null: none that a person can add.
        public static @Nullable Protocol ofWireName(String name) {
            for (Protocol protocol : values()) {
                if (protocol.wireName.equals(name) && protocol != SANDBOX) {
                    return protocol;
                }
            }
            return null;
        }

        public String wireName() {
            return wireName;
        }
    }
}
