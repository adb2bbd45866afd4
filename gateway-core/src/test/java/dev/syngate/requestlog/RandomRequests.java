package dev.syngate.requestlog;

import dev.syngate.billing.Account;
import dev.syngate.billing.Price;
import dev.syngate.billing.Pricing;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Unit;
import dev.syngate.billing.Usage;
import dev.syngate.call.RequestIds;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Request records as a gateway with many keys and models writes them: most are answered, some are
/// free, without a price, refused or failed.
public final class RandomRequests {
    private static final java.time.Instant NOON = java.time.Instant.parse("2026-11-21T12:00:00Z");
    private static final int KEYS = 20;
    private static final int MODELS = 10;
    private static final Multiplier[] MULTIPLIERS = {
        Multiplier.ONE, Multiplier.of("0.3333"), Multiplier.of("1.5")
    };
    private static final String[] TOOLS = {
        "claude-cli/2.0.14 (external, cli)", "OpenAI/Python 2.8.0", ""
    };
    private final Random random;

    public RandomRequests(long seed) {
        random = new Random(seed);
    }

    /// One that arrived at the instant, on the account.
    public RequestRecord next(Instant time, Account account) {
        int key = random.nextInt(KEYS);
        int group = key % MULTIPLIERS.length;
        boolean refused = random.nextInt(20) == 0;
        boolean failed = refused || random.nextInt(20) == 0;
        String provider = "provider-" + random.nextInt(2);
        return new RequestRecord(
                RequestIds.next(time),
                time,
                account.id(),
                "group-" + group,
                "key-" + key,
                "Key " + key,
                "chat/completions",
                "model-" + random.nextInt(MODELS),
                refused ? null : provider,
                refused ? null : "upstream-model",
                refused ? 402 : failed ? 502 : 200,
                refused ? "insufficient_balance" : failed ? "upstream_error" : null,
                random.nextBoolean(),
                refused ? null : receipt(failed ? Usage.NONE : usage(), MULTIPLIERS[group]),
                refused ? null : (Long) random.nextLong(2000),
                random.nextLong(20_000),
                List.of(),
                TOOLS[key % TOOLS.length]);
    }

    private Usage usage() {
        return new Usage(
                random.nextLong(50_000),
                random.nextLong(20_000),
                random.nextLong(1000),
                0,
                random.nextLong(4000),
                random.nextLong(1000),
                random.nextInt(10) == 0);
    }

    private Receipt receipt(Usage usage, Multiplier multiplier) {
        Price price = price();
        Pricing pricing = price == null ? null : new Pricing("m", 1, price);
        return Receipt.of(usage, pricing, multiplier, Money.ofDollars("0.1"), NOON);
    }

    private @Nullable Price price() {
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> Price.FREE;
            default ->
                    Price.of(
                            Rates.ofTokens(random.nextLong(5_000_000), random.nextLong(15_000_000))
                                    .with(Unit.CACHED_INPUT, random.nextLong(1_000_000))
                                    .with(Unit.REQUEST, random.nextLong(100)));
        };
    }
}
