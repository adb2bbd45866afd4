package dev.syngate.routing;

import dev.syngate.access.Admission;
import dev.syngate.billing.Pricing;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Finds the model of a call and the order in which its routes are tried. Safe for any thread.
public final class Router {
    private final Models models;
    private final Providers providers;
    private final DoubleSupplier random;

    /// @param random numbers from 0 up to 1, to share load by weight
    public Router(Models models, Providers providers, DoubleSupplier random) {
        this.models = models;
        this.providers = providers;
        this.random = random;
    }

    /// A way to serve the call.
    ///
    /// @param credential what the provider is shown; null: it has none
    /// @param pricing what it costs there; null: unpriced
    public record Target(
            Provider provider,
            @Nullable Credential credential,
            String upstreamModel,
            @Nullable Pricing pricing) {}

    /// Where a call may go.
    public sealed interface Routing {
        /// @param targets at least one, the first to be tried first
        record Routes(Model model, List<Target> targets) implements Routing {
            /// Only the targets whose cost is known.
            public Routes priced() {
                return new Routes(
                        model, targets.stream().filter(t -> t.pricing() != null).toList());
            }
        }

        /// No provider of the model counts tokens in the caller's protocol: they are counted here.
        record Here(Model model) implements Routing {}

        record Nowhere(Refusal refusal) implements Routing {}
    }

    /// @param time when the call arrived: prices of that moment count
    public Routing route(Endpoint endpoint, String name, Admission admission, Instant time) {
        Model model = models.meant(name);
        if (model == null || !model.enabled() || !admission.models().allows(model.id())) {
            return new Routing.Nowhere(unknown(name));
        }
        List<Candidate> all = candidates(model, admission, time);
        List<Target> able = able(endpoint, all);
        if (able.isEmpty() && !all.isEmpty() && endpoint.isFree()) {
            return new Routing.Here(model);
        }
        if (able.isEmpty()) {
            return new Routing.Nowhere(
                    all.isEmpty() ? noProvider(model) : otherProtocol(endpoint, model, all));
        }
        return new Routing.Routes(model, able);
    }

    /// Most models have one route: nothing is sorted then. Among routes of the same priority those
    /// come first whose provider speaks the caller's protocol.
    private static List<Target> able(Endpoint endpoint, List<Candidate> all) {
        boolean translated = Translation.understands(endpoint);
        if (all.size() == 1) {
            Candidate only = all.getFirst();
            return translated || only.protocol().serves(endpoint)
                    ? List.of(only.target())
                    : List.of();
        }
        return all.stream()
                .filter(candidate -> translated || candidate.protocol().serves(endpoint))
                .sorted(
                        Comparator.comparingInt((Candidate c) -> c.route().priority())
                                .thenComparing(candidate -> candidate.protocol().serves(endpoint))
                                .thenComparingDouble(Candidate::draw)
                                .reversed())
                .map(Candidate::target)
                .toList();
    }

    private List<Candidate> candidates(Model model, Admission admission, Instant time) {
        List<Candidate> candidates = new ArrayList<>(model.routes().size());
        for (Model.Route route : model.routes()) {
            Provider provider = providers.byId(route.provider());
            if (provider != null && provider.enabled() && allows(admission, provider)) {
                Pricing pricing = models.pricing(model, route, time);
                addAccounts(candidates, provider, route, pricing);
            }
        }
        return candidates;
    }

    /// One candidate for each credential that is in use; these share the weight of the route.
    private void addAccounts(
            List<Candidate> candidates,
            Provider provider,
            Model.Route route,
            @Nullable Pricing pricing) {
        List<Credential> credentials = provider.credentials();
        if (credentials.isEmpty()) {
            Target only = new Target(provider, null, route.upstreamModel(), pricing);
            candidates.add(new Candidate(only, route, draw(weight(route))));
            return;
        }
        double all = 0;
        for (Credential credential : credentials) {
            all += credential.enabled() ? weight(credential) : 0;
        }
        for (Credential credential : credentials) {
            if (credential.enabled()) {
                Target target = new Target(provider, credential, route.upstreamModel(), pricing);
                double share = weight(route) * weight(credential) / all;
                candidates.add(new Candidate(target, route, draw(share)));
            }
        }
    }

    private static double weight(Model.Route route) {
        return Math.max(1, route.weight());
    }

    private static double weight(Credential credential) {
        return Math.max(1, credential.weight());
    }

    private record Candidate(Target target, Model.Route route, double draw) {
        Provider.Protocol protocol() {
            return target.provider().protocol();
        }
    }

    /// A weighted random order: the largest of u^(1/weight) comes first with the probability of its
    /// weight.
    private double draw(double weight) {
        return Math.pow(random.getAsDouble(), 1 / weight);
    }

    private static boolean allows(Admission admission, Provider provider) {
        List<String> allowed = admission.group().providers();
        return allowed.isEmpty()
                || allowed.stream()
                        .anyMatch(p ->
                                p.equalsIgnoreCase(provider.name()) || p.equals(provider.id()));
    }

    /// The refusal of a model that is not there, or not for this caller.
    public static Refusal unknown(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return new Refusal(
                ErrorCode.MODEL_NOT_FOUND,
                "The model \"%s\" does not exist or this API key may not use it. GET /v1/models lists those it may."
                        .formatted(shown),
                "model",
                null);
    }

    private static Refusal noProvider(Model model) {
        return Refusal.of(
                ErrorCode.NO_PROVIDER_AVAILABLE,
                "No enabled provider serves the model \"%s\" for this group. Enable a provider or add a route."
                        .formatted(model.id()));
    }

    private static Refusal otherProtocol(Endpoint endpoint, Model model, List<Candidate> all) {
        Provider.Protocol protocol = all.getFirst().protocol();
        return new Refusal(
                ErrorCode.INVALID_REQUEST,
                "The model \"%s\" is served by a provider that speaks %s, which has no \"%s\". Call it at %s."
                        .formatted(
                                model.id(), protocol.wireName(), endpoint.path(), home(protocol)),
                "model",
                null);
    }

    private static String home(Provider.Protocol protocol) {
        return switch (protocol) {
            case OPENAI_CHAT, SANDBOX -> "/v1/chat/completions";
            case OPENAI_RESPONSES -> "/v1/responses";
            case ANTHROPIC_MESSAGES -> "/v1/messages";
            case GEMINI -> "/v1beta/models/{model}:generateContent";
        };
    }
}
