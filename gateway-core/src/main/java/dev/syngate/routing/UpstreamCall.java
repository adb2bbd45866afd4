package dev.syngate.routing;

import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One call as its routes see it: what is sent to each, and what counts as an answer.
public interface UpstreamCall {
    Upstream.Request request(Target target);

    /// The same in words that the target may take, where it refused those it was asked in last;
    /// null: there are none.
    ///
    /// @param body the whole refusal, as text
    default Upstream.@Nullable Request amended(Target target, UpstreamError refusal, String body) {
        return null;
    }

    /// Reads as much of an answer as it takes to see that it is a failure in spite of its status.
    ///
    /// @return what the provider says went wrong; null: it answers
    default @Nullable UpstreamError failure(Upstream.Reply reply) throws IOException {
        return null;
    }
}
