package dev.syngate.routing;

import dev.syngate.access.Admission;
import dev.syngate.access.AllowedModels;
import dev.syngate.access.Group;
import dev.syngate.call.Capability;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the model of a call and the order in which its routes are tried. Safe for any thread.
public final class Router {
    private final Models models;
    private final Providers providers;
    private final RoutingSettings settings;
    private final DoubleSupplier random;
    private final Whereabouts whereabouts = new Whereabouts();

    /// @param random numbers from 0 up to 1, to share load by weight
    public Router(
            Models models, Providers providers, RoutingSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.models = models;
        this.providers = providers;
        this.random = random;
    }

    /// Where a call may go.
    public sealed interface Routing {
        /// @param targets at least one, the first to be tried first
        /// @param meant how the name led to the model
        record Routes(Model model, List<Target> targets, Meant meant) implements Routing {
            /// Only the targets whose cost is known.
            public Routes priced() {
                return with(targets.stream().filter(t -> t.pricing() != null).toList());
            }

            /// The same with other targets.
            public Routes with(List<Target> others) {
                return new Routes(model, others, meant);
            }
        }

        /// No provider of the model counts tokens in the caller's protocol: they are counted here.
        record Here(Model model) implements Routing {}

        record Nowhere(Refusal refusal) implements Routing {}
    }

    /// @param time when the call arrived: prices of that moment count
    public Routing route(ApiRequest request, Admission admission, Instant time) {
        return explain(request, admission.group(), admission.models(), time).routing();
    }

    /// Remembers where a call was answered, for the next turn of its conversation.
    ///
    /// @param targets those that it had
    public void answered(ApiRequest request, List<Target> targets, Target by) {
        if (targets.size() > 1) {
            whereabouts.put(request, Whereabouts.place(by));
        }
    }

    /// Where a call would go and, for people, what it passes over.
    record Explanation(Routing routing, List<Ranking.PassedOver> passedOver) {}

    Explanation explain(ApiRequest request, Group group, AllowedModels allowed, Instant time) {
        Meant meant = models.meant(request.model());
        if (meant == null || !meant.model().enabled() || !models.mayUse(allowed, meant)) {
            return new Explanation(
                    new Routing.Nowhere(UnknownModel.refusal(request.model(), allowed, models)),
                    List.of());
        }
        Ranking ranking =
                new Ranking(
                        models,
                        providers,
                        settings.get().sticky(),
                        whereabouts,
                        random,
                        request,
                        group,
                        allowed,
                        time);
        return new Explanation(routing(request, meant, ranking), ranking.passedOver());
    }

    private Routing routing(ApiRequest request, Meant meant, Ranking ranking) {
        Model model = meant.model();
        List<Target> targets = ranking.of(meant);
        List<String> instead = standIns(model, ranking);
        if (!instead.isEmpty()) {
            targets = withFallbacks(targets, instead, meant, ranking);
        }
        if (!targets.isEmpty()) {
            return new Routing.Routes(model, targets, meant);
        }
        if (ranking.found().isEmpty()) {
            return new Routing.Nowhere(noProvider(model));
        }
        return request.endpoint().isFree()
                ? new Routing.Here(model)
                : new Routing.Nowhere(
                        ranking.isUnderstood()
                                ? incapable(model, request)
                                : otherProtocol(request.endpoint(), model, ranking.found()));
    }

    /// What serves where the model does not: what it names, and its successor once it is gone.
    private static List<String> standIns(Model model, Ranking ranking) {
        return ranking.found().isEmpty() && model.successor() != null
                ? Stream.concat(model.fallbacks().stream(), Stream.of(model.successor())).toList()
                : model.fallbacks();
    }

    private List<Target> withFallbacks(
            List<Target> targets, List<String> names, Meant first, Ranking ranking) {
        List<Target> all = new ArrayList<>(targets);
        for (String name : names) {
            Meant next = models.meant(name);
            if (next != null && next.model().enabled() && !next.model().equals(first.model())) {
                ranking.of(next).stream()
                        .map(target -> target.because(Target.Reason.FALLBACK))
                        .filter(target -> all.stream().noneMatch(other -> isSame(target, other)))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static boolean isSame(Target a, Target b) {
        return a.provider().id().equals(b.provider().id())
                && Objects.equals(a.credential(), b.credential())
                && a.upstreamModel().equals(b.upstreamModel());
    }

    private static Refusal noProvider(Model model) {
        return Refusal.of(
                ErrorCode.NO_PROVIDER_AVAILABLE,
                "No enabled provider serves the model \"%s\" for this group. Enable a provider or add a route."
                        .formatted(model.id()));
    }

    private static Refusal incapable(Model model, ApiRequest request) {
        String needs =
                request.demands().needs().stream()
                        .map(Capability::wireName)
                        .sorted()
                        .collect(Collectors.joining(", "));
        return new Refusal(
                ErrorCode.INVALID_REQUEST,
                "The model \"%s\" is known not to be capable of all that this request needs (%s). Use another model, or correct what is known of it: syngate model set %s --can %s."
                        .formatted(model.id(), needs, model.id(), needs.replace(", ", ",")),
                "model",
                null);
    }

    private static Refusal otherProtocol(Endpoint endpoint, Model model, List<Target> all) {
        Provider.Protocol protocol = all.getFirst().provider().protocol();
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
