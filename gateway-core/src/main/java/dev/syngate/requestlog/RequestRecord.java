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
/// @param key the id of the API key, `this-app` for the chat of the window and the terminal
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
    public record Attempt(String provider, String upstreamModel, String outcome, long millis) {
        /// The outcome of an attempt that answered.
        public static final String OK = "ok";
    }

    /// What was charged; zero for calls that were refused.
    public Money charged() {
        return receipt == null ? Money.ZERO : receipt.charged();
    }

    @Override
    public boolean failed() {
        return RequestFacts.super.failed();
    }

    /// Another route than the first one answered.
    @Override
    public boolean fellBack() {
        return attempts.size() > 1 && attempts.getLast().outcome().equals(Attempt.OK);
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
