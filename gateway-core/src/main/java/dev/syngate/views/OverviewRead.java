package dev.syngate.views;

import dev.syngate.access.ApiKey;
import dev.syngate.access.ApiKeys;
import dev.syngate.access.KeyState;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Quota;
import dev.syngate.call.Caller;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.provider.Providers;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.Circuits.Health;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.Overview.Attention;
import dev.syngate.views.Overview.FirstSteps;
import dev.syngate.views.Overview.Funds;
import dev.syngate.views.Overview.ProviderHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gathers the [Overview].
record OverviewRead(
        Providers providers,
        Circuits circuits,
        ApiKeys keys,
        Accounts accounts,
        Ledger ledger,
        RequestLog requests,
        UsageReport usage,
        InstantSource clock) {
    private static final int LATEST = 8;
    private static final int WEEK = 7;
    private static final int NEARLY_PERCENT = 90;

    Overview read() {
        LocalDate date = keys.now().toLocalDate();
        ZonedDateTime yesterday = date.minusDays(1).atStartOfDay(keys.now().getZone());
        List<UsageReport.Row> days = usage.rows(Grouping.DAY, yesterday.toInstant());
        Totals today = day(days, date);
        return new Overview(
                health(),
                today,
                day(days, date.minusDays(1)),
                funds(),
                requests.search(RequestFilter.ALL, null, LATEST, LATEST).requests(),
                attention(today),
                firstSteps());
    }

    private static Totals day(List<UsageReport.Row> days, LocalDate date) {
        return days.stream()
                .filter(row -> row.of().equals(date.toString()))
                .map(UsageReport.Row::totals)
                .findFirst()
                .orElse(Totals.NONE);
    }

    private List<ProviderHealth> health() {
        return providers.list().stream()
                .map(provider -> new ProviderHealth(provider.name(), circuits.health(provider)))
                .toList();
    }

    private @Nullable Funds funds() {
        List<UsageReport.Row> spent =
                usage.rows(Grouping.ACCOUNT, clock.instant().minus(Duration.ofDays(WEEK)));
        return accounts.list().stream()
                .filter(account -> account.mode() == Account.Mode.PREPAID)
                .map(account -> funds(account, spent))
                .min(Comparator.comparingLong(OverviewRead::lasts).thenComparing(Funds::available))
                .orElse(null);
    }

    private static long lasts(Funds funds) {
        return Objects.requireNonNullElse(funds.daysLeft(), Long.MAX_VALUE);
    }

    private Funds funds(Account account, List<UsageReport.Row> spent) {
        Money week =
                spent.stream()
                        .filter(row -> row.of().equals(account.id()))
                        .map(row -> row.totals().cost())
                        .findFirst()
                        .orElse(Money.ZERO);
        return new Funds(
                account.name(),
                ledger.balance(account).available(),
                new Money(week.picos() / WEEK));
    }

    private List<Attention> attention(Totals today) {
        List<Attention> found = new ArrayList<>();
        for (ProviderHealth provider : health()) {
            if (provider.health() == Health.DOWN || provider.health() == Health.DEGRADED) {
                found.add(new Attention.ProviderAils(provider.name(), provider.health()));
            }
        }
        for (Account account : accounts.list()) {
            if (account.isLow(ledger.balance(account))) {
                found.add(
                        new Attention.BalanceLow(
                                account.name(), ledger.balance(account).available()));
            }
        }
        keys.list().forEach(key -> addAttention(key, found));
        if (today.unpriced() > 0) {
            found.add(new Attention.CostUnknown(today.unpriced()));
        }
        return found;
    }

    private void addAttention(ApiKey key, List<Attention> found) {
        KeyState state = keys.state(key);
        Instant expires = key.expires();
        if (state == KeyState.EXPIRING && expires != null) {
            found.add(new Attention.KeyExpires(key.name(), expires));
        }
        Quota quota = key.quota();
        if (quota != null && state != KeyState.DISABLED && state != KeyState.EXPIRED) {
            Money used = keys.usage(key).used(quota, keys.now());
            if (used.picos() >= quota.amount().picos() / 100 * NEARLY_PERCENT) {
                found.add(new Attention.KeyUsedUp(key.name(), used, quota.amount()));
            }
        }
    }

    private FirstSteps firstSteps() {
        return new FirstSteps(
                providers.list().stream().anyMatch(p -> p.protocol() != Protocol.SANDBOX),
                ledger.usage(Caller.ThisApp.KEY).lastUsed() != null
                        || keys.list().stream().anyMatch(this::isUsed),
                !keys.list().isEmpty(),
                keys.list().stream().anyMatch(this::isUsed));
    }

    private boolean isUsed(ApiKey key) {
        return keys.usage(key).lastUsed() != null;
    }
}
