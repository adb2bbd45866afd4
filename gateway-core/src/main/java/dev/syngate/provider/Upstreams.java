package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Sends each call to the kind of upstream that its provider is.
public final class Upstreams implements Upstream {
    private static final Duration SANDBOX_PACE = Duration.ofMillis(12);

    private final Upstream http;
    private final PlainUpstream plain;
    private final Upstream sandbox = new SandboxUpstream(SANDBOX_PACE);

    public Upstreams(Providers providers, Timeouts timeouts, InstantSource clock) {
        RetryAfter retryAfter = new RetryAfter(clock);
        this.http = new HttpUpstream(providers, timeouts, retryAfter);
        this.plain = new PlainUpstream(providers, timeouts, retryAfter);
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) throws IOException {
        return switch (request.provider().protocol()) {
            case SANDBOX -> sandbox.open(request, cancellation);
            case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, GEMINI ->
                    new UncompressedReply(
                            plain.serves(request.provider())
                                    ? plain.open(request, cancellation)
                                    : http.open(request, cancellation));
        };
    }
}
