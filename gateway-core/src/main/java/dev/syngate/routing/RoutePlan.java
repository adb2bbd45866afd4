package dev.syngate.routing;

import dev.syngate.access.AllowedModels;
import dev.syngate.access.Group;
import dev.syngate.call.Capability;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.routing.Circuits.State;
import dev.syngate.routing.ModelMap.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a name leads to, for people who want to know: the model, the rule that led there, the
/// routes in their order of now, and those that are passed over.
///
/// @param model null: the name means none
/// @param provider the name of the provider that the name asks for; null: any
/// @param refusal what a caller would be told; null: it would be served
public record RoutePlan(
        String name,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Rule rule,
        List<Step> steps,
        @Nullable String refusal) {
    public RoutePlan {
        steps = List.copyOf(steps);
    }

    /// A route.
    ///
    /// @param model the id of the model that serves there
    /// @param used whether it would be tried
    /// @param why why it stands there, or is passed over
    /// @param circuit null: it was not called yet
    public record Step(
            String provider,
            String upstreamModel,
            String model,
            boolean used,
            String why,
            @Nullable State circuit) {}

    /// Asks nothing of any provider.
    public static RoutePlan of(
            String name,
            Set<Capability> needs,
            Group group,
            AllowedModels allowed,
            Router router,
            Circuits circuits,
            Instant time) {
        ApiRequest request = ApiRequest.asking(Endpoint.CHAT, name, needs);
        Router.Explanation told = router.explain(request, group, allowed, time);
        List<Step> passedOver =
                told.passedOver().stream()
                        .map(p ->
                                new Step(p.provider(), p.upstreamModel(), "", false, p.why(), null))
                        .toList();
        return switch (told.routing()) {
            case Router.Routing.Routes routes -> {
                List<Step> steps = new ArrayList<>();
                routes.targets().forEach(target -> steps.add(step(target, circuits)));
                steps.addAll(passedOver);
                Meant meant = routes.meant();
                yield new RoutePlan(
                        name,
                        meant.model().id(),
                        meant.only() == null ? null : meant.only().name(),
                        meant.rule(),
                        steps,
                        null);
            }
            case Router.Routing.Here here ->
                    new RoutePlan(name, here.model().id(), null, null, passedOver, null);
            case Router.Routing.Nowhere no ->
                    new RoutePlan(name, null, null, null, passedOver, no.refusal().message());
        };
    }

    private static Step step(Target target, Circuits circuits) {
        return new Step(
                target.provider().name(),
                target.upstreamModel(),
                target.model(),
                true,
                target.reason().wireName(),
                circuits.stateOf(target));
    }
}
