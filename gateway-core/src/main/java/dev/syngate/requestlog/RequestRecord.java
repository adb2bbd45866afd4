package dev.syngate.requestlog;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.call.Call;
import dev.syngate.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call that came through the gateway: who, what, where it went, what it cost, how long it
/// took.
///
/// @param id what `x-request-id` said
/// @param key the id of the API key, `this-app` for the chat of the window and the terminal,
///   [#PROVIDER_TEST] for what the gateway asked a provider itself
/// @param keyName the key's name at the time
/// @param model what the client asked for
/// @param status the HTTP status that the client saw, 499 when it left
/// @param error the error's code; null when there was none
/// @param receipt null when the call was refused before money was held
/// @param firstTokenMillis from arrival to the first byte of the answer; null when there was none
/// @param userAgent what the calling program calls itself; empty: it did not say
public record RequestRecord(
        String id,
        Instant time,
        String account,
        String group,
        String key,
        String keyName,
        String endpoint,
        String model,
        @Nullable String provider,
        @Nullable String upstreamModel,
        int status,
        @Nullable String error,
        boolean stream,
        @Nullable Receipt receipt,
        @Nullable Long firstTokenMillis,
        long durationMillis,
        List<Attempt> attempts,
        String userAgent)
        implements RequestFacts {
    /// Stands for the key of questions of the gateway's own, which providers bill and nobody is
    /// charged for.
    public static final String PROVIDER_TEST = "provider-test";

    /// Stands for its name.
    public static final String PROVIDER_TEST_NAME = "Provider test";

    /// The status of a call whose client left before its end.
    public static final int CLIENT_LEFT = 499;

    /// Stands for the status of a call that has not ended; never in the log.
    public static final int RUNNING = 0;

    public RequestRecord {
        attempts = List.copyOf(attempts);
    }

    /// One try at one route.
    ///
    /// @param outcome `ok`, or why it failed
    /// @param credential the label of what the provider was shown; empty: nothing
    /// @param reason why this route was tried when it was; empty: not told
    /// @param cost what the provider asks for it; null: unknown
    public record Attempt(
            String provider,
            String upstreamModel,
            String outcome,
            long millis,
            String credential,
            String reason,
            @Nullable Money cost) {
        /// The outcome of an attempt that answered.
        public static final String OK = "ok";

        /// The reason of an attempt that was made beside a silent one.
        public static final String HEDGE = "hedge";

        /// The reason of an attempt that is a test of the provider.
        public static final String TEST = "test";

        /// One of which no more is known.
        public Attempt(String provider, String upstreamModel, String outcome, long millis) {
            this(provider, upstreamModel, outcome, millis, "", "", null);
        }

        /// The same with more to tell of what came back.
        public Attempt and(String more) {
            return new Attempt(
                    provider, upstreamModel, outcome + more, millis, credential, reason, cost);
        }

        /// The same with what the provider asks for it.
        public Attempt costing(@Nullable Money other) {
            return new Attempt(provider, upstreamModel, outcome, millis, credential, reason, other);
        }
    }

    /// What the providers ask for all attempts; null: unknown.
    public @Nullable Money upstreamCost() {
        Money sum = Money.ZERO;
        for (Attempt attempt : attempts) {
            if (attempt.cost() == null) {
                return null;
            }
            sum = sum.plus(attempt.cost());
        }
        return sum;
    }

    RequestRecord withAttempts(List<Attempt> others) {
        return new RequestRecord(
                id,
                time,
                account,
                group,
                key,
                keyName,
                endpoint,
                model,
                provider,
                upstreamModel,
                status,
                error,
                stream,
                receipt,
                firstTokenMillis,
                durationMillis,
                others,
                userAgent);
    }

    /// What was charged; zero for calls that were refused.
    public Money charged() {
        return receipt == null ? Money.ZERO : receipt.charged();
    }

    /// What is left of the charge when the providers are paid; null: unknown.
    public @Nullable Money margin() {
        Money cost = upstreamCost();
        return cost == null || costUnknown() ? null : charged().minus(cost);
    }

    @Override
    public boolean failed() {
        return RequestFacts.super.failed();
    }

    /// Another route than the first one answered.
    @Override
    public boolean fellBack() {
        return attempts.size() > 1
                && attempts.getLast().outcome().equals(Attempt.OK)
                && !attempts.stream()
                        .limit(attempts.size() - 1L)
                        .allMatch(attempt -> attempt.reason().equals(Attempt.HEDGE));
    }

    /// The price of this call is not known: no price was set when it was made.
    public boolean costUnknown() {
        return receipt != null && receipt.price() == null;
    }

    /// The id of the request that this one repeats; null: it repeats none.
    public @Nullable String replayOf() {
        return userAgent.startsWith(Call.REPLAY_OF)
                ? userAgent.substring(Call.REPLAY_OF.length())
                : null;
    }

    /// Whether it has not ended.
    public boolean isRunning() {
        return status == RUNNING;
    }

    /// What was used; nothing where the call was refused.
    public Usage usage() {
        return receipt == null ? Usage.NONE : receipt.usage();
    }

    @Override
    public long firstMillis() {
        return firstTokenMillis == null ? 0 : firstTokenMillis;
    }

    @Override
    public long chargedPicos() {
        return charged().picos();
    }

    @Override
    public long tokens() {
        return usage().input() + usage().output();
    }

    @Override
    public boolean hasReasoning() {
        return usage().reasoning() > 0;
    }

    @Override
    public boolean hasCached() {
        return usage().cachedInput() > 0;
    }

    @Override
    public boolean isEstimated() {
        return usage().estimated();
    }
}
