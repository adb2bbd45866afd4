package dev.syngate.routing;

import dev.syngate.billing.Pricing;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A way to serve a call.
///
/// @param credential what the provider is shown; null: it has none
/// @param pricing what it costs there; null: unpriced
/// @param model the id of the model that serves; empty: none in particular
/// @param context the longest prompt of that model in tokens; null: unknown
/// @param reason why it stands where it stands among the others
public record Target(
        Provider provider,
        @Nullable Credential credential,
        String upstreamModel,
        @Nullable Pricing pricing,
        String model,
        @Nullable Long context,
        Reason reason) {
    /// Why a route is tried when it is.
    public enum Reason {
        /// There was no choice.
        ONLY,
        /// Its priority is the highest, or the next.
        PRIORITY,
        /// It speaks the caller's protocol, unlike others of its priority.
        PROTOCOL,
        /// The weighted choice among equals.
        WEIGHT,
        /// The provider has the beginning of the conversation in its cache.
        CONVERSATION,
        /// The route before it was silent for too long: both were asked at the same time.
        HEDGE,
        /// The model that was asked for could not serve: this one takes its place.
        FALLBACK;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One that was asked for as it is.
    public Target(
            Provider provider,
            @Nullable Credential credential,
            String upstreamModel,
            @Nullable Pricing pricing) {
        this(provider, credential, upstreamModel, pricing, "", null, Reason.ONLY);
    }

    /// The id of the credential; null: it has none.
    public @Nullable String credentialId() {
        return credential == null ? null : credential.id();
    }

    Target because(Reason other) {
        return new Target(provider, credential, upstreamModel, pricing, model, context, other);
    }
}
