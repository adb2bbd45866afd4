package dev.syngate.routing;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord.Attempt;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Opens the first route that answers, each at most once. Falls back only here, before any byte
/// reached the client. Routes whose circuit is open are tried last. Where that is wanted, a second
/// route is asked beside one that is silent for too long.
public final class Dispatcher {
    private final Upstream upstream;
    private final Circuits circuits;
    private final DoubleSupplier random;
    private final RoutingSettings settings;

    /// @param random numbers from 0 up to 1, so that pauses differ
    public Dispatcher(
            Upstream upstream, Circuits circuits, RoutingSettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
        this.upstream = upstream;
        this.circuits = circuits;
    }

    /// An answer whose circuit hears how it ended.
    public interface Answer extends Upstream.Reply {
        /// Tells how the answer ended, before the caller sees its end; only the first time counts.
        /// One that is closed untold went well.
        void ended(boolean well);
    }

    /// How the routes answered.
    public sealed interface Dispatch {
        List<Attempt> attempts();

        /// A route answers; whoever gets this closes the reply.
        ///
        /// @param waitedNanos how long the providers took until then
        record Opened(Answer reply, Target target, List<Attempt> attempts, long waitedNanos)
                implements Dispatch {}

        /// The caller's mistake, in the provider's own words.
        record Rejected(
                int status,
                String message,
                @Nullable String code,
                Target target,
                List<Attempt> attempts)
                implements Dispatch {}

        record Failed(Refusal refusal, List<Attempt> attempts) implements Dispatch {}

        /// The client left before a route answered.
        record Abandoned(List<Attempt> attempts) implements Dispatch {}
    }

    public Dispatch open(List<Target> targets, UpstreamCall call, Cancellation cancellation) {
        return new Fallback(upstream, circuits, random, call, settings.get().hedge(), cancellation)
                .open(targets);
    }
}
