package dev.syngate.http;

import dev.syngate.access.Admission;
import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.billing.Account;
import dev.syngate.billing.KeyUsage;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Quota;
import dev.syngate.money.Money;
import dev.syngate.protocol.Json;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What is left on a key, in the shapes that existing clients read.
final class KeyFacts {
    /// What is told where nothing limits: dashboards expect a number.
    private static final Money UNLIMITED = Money.ofDollars("1000000");

    private final ApiKeys keys;
    private final Ledger ledger;

    KeyFacts(ApiKeys keys, Ledger ledger) {
        this.keys = keys;
        this.ledger = ledger;
    }

    private record Facts(ApiKey key, Money used, @Nullable Money limit, Money left) {}

    private Facts facts(Admission admission) {
        ApiKey key = keys.get(admission.spender().key());
        KeyUsage usage = keys.usage(key);
        Quota quota = key.quota();
        Money used = usage.used(quota, keys.now());
        Account account = admission.spender().account();
        Money balance =
                account.mode() == Account.Mode.PREPAID
                        ? ledger.balance(account).available()
                        : UNLIMITED;
        if (quota == null) {
            boolean unlimited = account.mode() != Account.Mode.PREPAID;
            return new Facts(key, used, unlimited ? null : used.plus(balance), balance);
        }
        Money left = usage.left(quota, keys.now());
        Money smaller = left.compareTo(balance) < 0 ? left : balance;
        return new Facts(key, used, quota.amount(), smaller.isNegative() ? Money.ZERO : smaller);
    }

    /// `GET key`, as OpenRouter answers it.
    JsonNode key(Admission admission) {
        Facts facts = facts(admission);
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject("data")
                .put("label", facts.key().name())
                .put("usage", dollars(facts.used()))
                .put("limit", facts.limit() == null ? null : dollars(facts.limit()))
                .put("limit_remaining", facts.limit() == null ? null : dollars(facts.left()))
                .put("is_free_tier", false);
        return body;
    }

    /// `GET api/usage/token`, as new-api answers it, in dollars.
    JsonNode usage(Admission admission) {
        Facts facts = facts(admission);
        Instant expires = facts.key().expires();
        ObjectNode body = Json.MAPPER.createObjectNode().put("code", true).put("message", "ok");
        body.putObject("data")
                .put("object", "token_usage")
                .put("name", facts.key().name())
                .put("total_granted", dollars(facts.limit() == null ? UNLIMITED : facts.limit()))
                .put("total_used", dollars(facts.used()))
                .put("total_available", dollars(facts.left()))
                .put("unlimited_quota", facts.limit() == null)
                .put("expires_at", expires == null ? 0 : expires.getEpochSecond());
        return body;
    }

    /// `GET dashboard/billing/subscription`, as OpenAI's dashboard once answered it.
    JsonNode subscription(Admission admission) {
        Facts facts = facts(admission);
        Instant expires = facts.key().expires();
        BigDecimal limit = dollars(facts.limit() == null ? UNLIMITED : facts.limit());
        return Json.MAPPER
                .createObjectNode()
                .put("object", "billing_subscription")
                .put("has_payment_method", true)
                .put("soft_limit_usd", limit)
                .put("hard_limit_usd", limit)
                .put("system_hard_limit_usd", limit)
                .put("access_until", expires == null ? 0 : expires.getEpochSecond());
    }

    /// `GET dashboard/billing/usage`: cents.
    JsonNode spent(Admission admission) {
        return Json.MAPPER
                .createObjectNode()
                .put("object", "list")
                .put("total_usage", dollars(facts(admission).used()).movePointRight(2));
    }

    private static BigDecimal dollars(Money money) {
        return new BigDecimal(money.dollars());
    }
}
