package dev.syngate.pipeline;

import dev.syngate.billing.Hold;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.requestlog.RequestRecord;
import org.jspecify.annotations.Nullable;

/// The money side of one running call.
record Settlement(Cashier cashier, RoutedCall routed, Hold hold) {
    /// Charges and records how it ended; once, before the last byte is sent.
    RequestRecord settle(Ending ending) {
        return cashier.settle(routed, hold, ending);
    }

    /// Holds more for an answer that outgrows what was held.
    ///
    /// @param output the output tokens that it may now have
    /// @return why it can't be paid; null: it can
    @Nullable Refusal grow(long output) {
        return cashier.grow(routed, hold, output);
    }

    /// The same for what is known of the order by now.
    Settlement of(RoutedCall known) {
        return new Settlement(cashier, known, hold);
    }

    /// Holds more for a request that turns out to be larger than it seemed.
    ///
    /// @return why it can't be paid; null: it can
    @Nullable Refusal grow(ApiRequest larger) {
        return cashier.grow(routed, hold, larger);
    }

    /// Releases what a bug left behind, without a charge.
    void ensureSettled() {
        if (!hold.isSettled()) {
            settle(Ending.bug());
        }
    }
}
