package dev.syngate.routing;

import dev.syngate.money.Money;
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

    /// The same call for an attempt that runs beside others; null: it must not be sent twice. The
    /// one that it was made of must not be used while attempts run.
    default @Nullable UpstreamCall beside() {
        return null;
    }

    /// The attempt that was made beside others answers: its answer is that of the call.
    default void wins() {}

    /// What the provider asks for an attempt that failed, by what it counted in the answer that was
    /// looked at last; zero: it counted nothing; null: its price is not known.
    default @Nullable Money spent(Target target) {
        return Money.ZERO;
    }

    /// The most that the provider may ask for an attempt that was broken off before its answer
    /// began: its prompt; null: its price is not known.
    default @Nullable Money spentOnPrompt(Target target) {
        return Money.ZERO;
    }

    /// Reads as much of an answer as it takes to see that it is a failure in spite of its status.
    ///
    /// @return what the provider says went wrong; null: it answers
    default @Nullable UpstreamError failure(Upstream.Reply reply) throws IOException {
        return null;
    }
}
