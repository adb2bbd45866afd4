package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Sends each call to the kind of upstream that its provider is.
public final class Upstreams implements Upstream {
    private static final Duration SANDBOX_PACE = Duration.ofMillis(12);

    private final DirectUpstream direct;
    private final Upstream proxied;
    private final Reach reach;
    private final Upstream sandbox = new SandboxUpstream(SANDBOX_PACE);

    /// @param network how providers are connected to that do not say it themselves
    public Upstreams(
            Providers providers, NetworkSettings network, Timeouts timeouts, InstantSource clock) {
        Network ways = new Network(providers, network, System.getenv());
        this.direct = new DirectUpstream(providers, timeouts, ways, clock);
        this.reach = new Reach(ways, timeouts, clock);
        this.proxied = new ProxiedUpstream(providers, timeouts, ways, clock);
    }

    Reach reach() {
        return reach;
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        return switch (request.provider().protocol()) {
            case SANDBOX -> sandbox.open(request, cancellation);
            case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, GEMINI ->
                    new UncompressedReply(
                            direct.serves(request.provider())
                                    ? direct.open(request, cancellation)
                                    : proxied.open(request, cancellation));
        };
    }
}
