package dev.syngate.routing;

import dev.syngate.provider.Upstream;

/// A route that is asked, and in which words.
///
/// @param call what is asked, in a state of its own where others are asked at the same time
record Asked(Target target, UpstreamCall call, Upstream.Request sent, CircuitBreaker circuit) {
    static Asked of(Target target, UpstreamCall call, Circuits circuits) {
        return new Asked(target, call, call.request(target), circuits.of(target));
    }

    Asked with(Upstream.Request other) {
        return new Asked(target, call, other, circuit);
    }
}
