package dev.syngate.routing;

import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One call as its routes see it: what is sent to each, and what counts as an answer.
public interface UpstreamCall {
    Upstream.Request request(Target target);

    /// The same without what the gateway asks for its own sake, which some providers refuse; null:
    /// it asks for nothing.
    default Upstream.@Nullable Request bareRequest(Target target) {
        return null;
    }

    /// Reads as much of an answer as it takes to see that it is a failure in spite of its status.
    ///
    /// @return what the provider says went wrong; null: it answers
    default @Nullable UpstreamError failure(Upstream.Reply reply) throws IOException {
        return null;
    }
}
