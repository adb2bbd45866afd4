package dev.syngate.views;

import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Circuits.Health;
import dev.syngate.usage.Totals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gateway's state at a glance.
///
/// @param today since midnight
/// @param yesterday the whole day before
/// @param funds the prepaid account that lasts the shortest; null: every account is unlimited
/// @param latest the newest requests
public record Overview(
        List<ProviderHealth> providers,
        Totals today,
        Totals yesterday,
        @Nullable Funds funds,
        List<RequestRecord> latest,
        List<Attention> attention,
        FirstSteps firstSteps) {
    /// How one provider does.
    public record ProviderHealth(String name, Health health) {}

    /// What an account has.
    ///
    /// @param aDay what it spent a day, on average of the last seven
    public record Funds(String account, Money available, Money aDay) {
        /// How long it lasts; null: nothing was spent lately.
        public @Nullable Long daysLeft() {
            return aDay.isZero() ? null : Math.max(0, available.picos() / aDay.picos());
        }
    }

    /// What somebody should look at.
    public sealed interface Attention {
        record KeyExpires(String key, Instant when) implements Attention {}

        record KeyUsedUp(String key, Money used, Money quota) implements Attention {}

        record ProviderAils(String provider, Health health) implements Attention {}

        record BalanceLow(String account, Money available) implements Attention {}

        record CostUnknown(long requests) implements Attention {}
    }

    /// What a new gateway still needs.
    ///
    /// @param provider a real one was added
    /// @param answer a question was answered
    /// @param key an API key was made
    /// @param used an API key was used
    public record FirstSteps(boolean provider, boolean answer, boolean key, boolean used) {
        public boolean done() {
            return provider && answer && key && used;
        }
    }
}
