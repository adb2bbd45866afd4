package dev.syngate.views;

import dev.syngate.access.ApiKeys;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.call.Caller;
import dev.syngate.provider.Providers;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Circuits;
import dev.syngate.store.Store;
import dev.syngate.usage.Grouping;
import dev.syngate.usage.RollUps;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.UsageView.FirstToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One read for each page of the window that shows more than one kind of record. Safe for any
/// thread.
public final class Views {
    private static final int NEWEST_ANSWERS = 2_000;

    private final UsageReport usage;
    private final RequestLog requests;
    private final ApiKeys keys;
    private final Accounts accounts;
    private final OverviewRead overview;
    private final Changes ofOverview;
    private final Changes ofUsage;

    public Views(
            Store store,
            Providers providers,
            Circuits circuits,
            ApiKeys keys,
            Accounts accounts,
            Ledger ledger,
            RequestLog requests,
            UsageReport usage,
            InstantSource clock) {
        this.usage = usage;
        this.requests = requests;
        this.keys = keys;
        this.accounts = accounts;
        overview =
                new OverviewRead(
                        providers, circuits, keys, accounts, ledger, requests, usage, clock);
        ofOverview =
                new Changes(
                        store,
                        clock,
                        Providers.MAP,
                        ApiKeys.MAP,
                        Accounts.MAP,
                        Ledger.ENTRIES,
                        RequestLog.MAP);
        ofUsage = new Changes(store, clock, RollUps.HOURS, ApiKeys.MAP, Accounts.MAP);
    }

    /// The state of everything at a glance, unless it is still what it was.
    public Look<Overview> overview(Look.@Nullable Version seen) {
        return ofOverview.since(seen, overview::read);
    }

    /// What was used in the time, unless it is still what it was.
    ///
    /// @param until a midnight; anything from now on is now
    public Look<UsageView> usage(
            Grouping by, Instant since, Instant until, Look.@Nullable Version seen) {
        return ofUsage.since(seen, () -> usage(by, since, until));
    }

    private UsageView usage(Grouping by, Instant since, Instant until) {
        ZonedDateTime now = keys.now();
        boolean open = !until.isBefore(now.toInstant());
        List<UsageReport.Row> rows = usage.rows(by, since, until);
        Totals total = rows.stream().map(UsageReport.Row::totals).reduce(Totals.NONE, Totals::plus);
        return new UsageView(
                since.atZone(now.getZone()),
                open ? now : until.atZone(now.getZone()),
                usage.isHourly(since) ? Duration.ofHours(1) : Duration.ofDays(1),
                total,
                rows,
                usage.series(by, since, until),
                names(by),
                open ? firstToken(since) : null);
    }

    private Map<String, String> names(Grouping by) {
        Map<String, String> names = new HashMap<>();
        switch (by) {
            case KEY -> {
                keys.list().forEach(key -> names.put(key.id(), key.name()));
                names.put(Caller.ThisApp.KEY, Caller.ThisApp.NAME);
                names.put(RequestRecord.PROVIDER_TEST, RequestRecord.PROVIDER_TEST_NAME);
            }
            case ACCOUNT -> accounts.list().forEach(a -> names.put(a.id(), a.name()));
            case MODEL, GROUP, PROVIDER, DAY -> {
                // These are their own names.
            }
        }
        return names;
    }

    private @Nullable FirstToken firstToken(Instant since) {
        long[] sorted =
                requests
                        .search(
                                RequestFilter.ALL.since(since),
                                null,
                                NEWEST_ANSWERS,
                                NEWEST_ANSWERS)
                        .requests()
                        .stream()
                        .filter(item -> item.firstTokenMillis() != null && !item.failed())
                        .mapToLong(item ->
                                item.firstTokenMillis() == null ? 0 : item.firstTokenMillis())
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? null
                : new FirstToken(at(sorted, 0.5), at(sorted, 0.95), sorted.length);
    }

    private static Duration at(long[] sorted, double share) {
        return Duration.ofMillis(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
