package dev.syngate.ui.balance;

import dev.syngate.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An account as its page shows it.
///
/// @param held what running requests may still cost
/// @param lowBalance below it the account counts as low; null: never
record AccountRow(
        String id,
        String name,
        boolean prepaid,
        Money balance,
        Money held,
        @Nullable Money lowBalance,
        boolean low) {
    static AccountRow of(JsonNode shown) {
        return new AccountRow(
                shown.path("id").asString(""),
                shown.path("name").asString(""),
                shown.path("mode").asString("").equals("prepaid"),
                Money.ofDollars(shown.path("balance").asString("0")),
                Money.ofDollars(shown.path("held").asString("0")),
                shown.hasNonNull("low_balance")
                        ? Money.ofDollars(shown.path("low_balance").asString("0"))
                        : null,
                shown.path("low").asBoolean());
    }

    boolean isLocal() {
        return name.equals(dev.syngate.billing.Account.LOCAL);
    }
}
