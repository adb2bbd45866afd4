package dev.syngate.routing;

import dev.syngate.access.AllowedModels;
import dev.syngate.access.Group;
import dev.syngate.billing.Pricing;
import dev.syngate.codec.Translation;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Demands;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Ranks the routes of models for one call: by priority, by protocol, and among equals by weight.
final class Ranking {
    /// OpenAI, Anthropic and Google keep prompts from 1,024 tokens on.
    private static final int FEWEST_CACHED = 1024;

    private final Models models;
    private final Providers providers;
    private final boolean sticky;
    private final @Nullable String lately;
    private final DoubleSupplier random;
    private final ApiRequest request;
    private final Group group;
    private final AllowedModels allowed;
    private final Instant time;
    private final List<Target> found = new ArrayList<>(2);
    private final List<PassedOver> passedOver = new ArrayList<>(0);
    private boolean understood;

    /// A route that can't serve this call.
    record PassedOver(String provider, String upstreamModel, String why) {}

    /// @param sticky whether conversations stay where they are
    /// @param whereabouts where they were answered
    Ranking(
            Models models,
            Providers providers,
            boolean sticky,
            Whereabouts whereabouts,
            DoubleSupplier random,
            ApiRequest request,
            Group group,
            AllowedModels allowed,
            Instant time) {
        this.models = models;
        this.providers = providers;
        this.sticky = sticky && isCached(request);
        this.lately = this.sticky ? whereabouts.find(request) : null;
        this.random = random;
        this.request = request;
        this.group = group;
        this.allowed = allowed;
        this.time = time;
    }

    /// All routes that were there, whether they can serve this or not.
    List<Target> found() {
        return found;
    }

    /// Those that can't serve this.
    List<PassedOver> passedOver() {
        return passedOver;
    }

    /// Whether the caller's protocol is understood at one of them.
    boolean isUnderstood() {
        return understood;
    }

    /// The routes that can serve the call, the first to be tried first. Most models have one:
    /// nothing is sorted then.
    List<Target> of(Meant meant) {
        List<Candidate> all = candidates(meant);
        for (Candidate candidate : all) {
            found.add(candidate.target());
            understood |= speaks(candidate);
        }
        if (all.size() == 1) {
            Candidate only = all.getFirst();
            return canServe(only) ? List.of(only.target()) : List.of();
        }
        List<Candidate> able = new ArrayList<>(all.size());
        for (Candidate candidate : all) {
            if (canServe(candidate)) {
                able.add(candidate);
            }
        }
        able.sort(
                Comparator.comparingInt((Candidate c) -> c.route().priority())
                        .thenComparing(this::isNative)
                        .thenComparingDouble(Candidate::draw)
                        .reversed());
        return explained(able);
    }

    private boolean canServe(Candidate candidate) {
        boolean speaks = speaks(candidate);
        if (!speaks || !candidate.isAble()) {
            passOver(
                    candidate.target().provider().name(),
                    candidate.route(),
                    speaks ? "is known not to be capable of it" : "speaks another protocol");
            return false;
        }
        return true;
    }

    private void passOver(String provider, Model.Route route, String why) {
        passedOver.add(new PassedOver(provider, route.upstreamModel(), why));
    }

    private List<Target> explained(List<Candidate> sorted) {
        List<Target> targets = new ArrayList<>(sorted.size());
        for (Candidate candidate : sorted) {
            targets.add(candidate.target().because(reason(candidate, sorted)));
        }
        return targets;
    }

    private Target.Reason reason(Candidate candidate, List<Candidate> all) {
        boolean equals = false;
        boolean others = false;
        for (Candidate other : all) {
            if (other != candidate && other.route().priority() == candidate.route().priority()) {
                equals |= isNative(other) == isNative(candidate);
                others |= isNative(other) != isNative(candidate);
            }
        }
        if (equals) {
            return sticky ? Target.Reason.CONVERSATION : Target.Reason.WEIGHT;
        }
        return others
                ? Target.Reason.PROTOCOL
                : all.size() == 1 ? Target.Reason.ONLY : Target.Reason.PRIORITY;
    }

    private boolean isNative(Candidate candidate) {
        return candidate.protocol().serves(request.endpoint());
    }

    private boolean speaks(Candidate candidate) {
        return Translation.understands(request.endpoint()) || isNative(candidate);
    }

    private List<Candidate> candidates(Meant meant) {
        Model model = meant.model();
        List<Candidate> candidates = new ArrayList<>(model.routes().size());
        for (Model.Route route : model.routes()) {
            Provider provider = providers.byId(route.provider());
            String why = provider == null ? "is gone" : whyNot(meant, route, provider);
            if (provider == null || why != null) {
                passOver(
                        provider == null ? route.provider() : provider.name(),
                        route,
                        String.valueOf(why));
            } else {
                addAccounts(candidates, model, route, provider);
            }
        }
        return candidates;
    }

    /// Why the caller may not be served there; null: it may.
    private @Nullable String whyNot(Meant meant, Model.Route route, Provider provider) {
        if (!meant.mayBeAt(provider.id())) {
            return "another provider is named";
        }
        if (!provider.enabled()) {
            return "is disabled";
        }
        if (group.localOnly() && !provider.isLocal()) {
            return "is not local, as the group asks for";
        }
        return inGroup(provider) && Models.allows(allowed, meant.model(), route, provider)
                ? null
                : "is not allowed";
    }

    /// One candidate for each credential that is in use; these share the weight of the route.
    private void addAccounts(
            List<Candidate> candidates, Model model, Model.Route route, Provider provider) {
        Pricing pricing = models.pricing(model, route, time);
        boolean able = models.traits(model, route).mayServe(request.demands().needs());
        double all = 0;
        for (Credential credential : provider.credentials()) {
            all += credential.enabled() ? weight(credential.weight()) : 0;
        }
        if (provider.credentials().isEmpty()) {
            Target target = target(model, route, provider, null, pricing);
            candidates.add(candidate(target, route, able, 1));
        }
        for (Credential credential : provider.credentials()) {
            if (credential.enabled()) {
                Target target = target(model, route, provider, credential, pricing);
                double share = weight(credential.weight()) / all;
                candidates.add(candidate(target, route, able, share));
            }
        }
    }

    private static Target target(
            Model model,
            Model.Route route,
            Provider provider,
            @Nullable Credential credential,
            @Nullable Pricing pricing) {
        return new Target(
                provider,
                credential,
                route.upstreamModel(),
                pricing,
                model.id(),
                model.context(),
                Target.Reason.ONLY);
    }

    private Candidate candidate(Target target, Model.Route route, boolean able, double share) {
        double chance = chance(Whereabouts.place(target), route.upstreamModel());
        return new Candidate(target, route, able, draw(chance, weight(route.weight()) * share));
    }

    private static double weight(int weight) {
        return Math.max(1, weight);
    }

    /// Vendors keep nothing shorter in their caches; of what goes on even that is worth a try.
    private static boolean isCached(ApiRequest request) {
        Demands demands = request.demands();
        return demands.conversation() != null
                && (demands.goesOn() || request.promptTokens() >= FEWEST_CACHED);
    }

    /// A number from 0 up to 1, and 1 where the conversation was answered lately: of one
    /// conversation always the same for the same place, so that it finds what the provider has in
    /// its cache (rendezvous hashing); else by chance.
    private double chance(String place, String model) {
        Long conversation = request.demands().conversation();
        if (place.equals(lately)) {
            return 1;
        }
        return conversation == null || !sticky
                ? random.getAsDouble()
                : Rendezvous.chance(conversation, place, model);
    }

    private record Candidate(Target target, Model.Route route, boolean isAble, double draw) {
        Provider.Protocol protocol() {
            return target.provider().protocol();
        }
    }

    /// A weighted order: the largest of u^(1/weight) comes first with the probability of its
    /// weight.
    private static double draw(double chance, double weight) {
        return Math.pow(chance, 1 / weight);
    }

    private boolean inGroup(Provider provider) {
        List<String> only = group.providers();
        return only.isEmpty()
                || only.stream()
                        .anyMatch(p ->
                                p.equalsIgnoreCase(provider.name()) || p.equals(provider.id()));
    }
}
