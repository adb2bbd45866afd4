package dev.syngate.usage;

import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Hold;
import dev.syngate.billing.HoldResult;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Spender;
import dev.syngate.bodies.BodyLog;
import dev.syngate.money.Money;
import dev.syngate.pipeline.SettledCall;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.responses.KeptResponses;
import dev.syngate.retention.RetentionSettings;
import dev.syngate.secrets.Keychain;
import dev.syngate.secrets.Sealing;
import dev.syngate.secrets.VaultKey;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// A real store with ledger, request log and roll-ups, written to as the gateway does it.
public record Books(
        Store store,
        Account account,
        Ledger ledger,
        RequestLog requests,
        BodyLog bodies,
        RollUps rollUps)
        implements AutoCloseable {
    private static final Executor CALLS = Executors.newVirtualThreadPerTaskExecutor();

    private static final Set<String> MAPS =
            Set.of(
                    Accounts.MAP.name(),
                    Ledger.ENTRIES.name(),
                    Ledger.USAGE.name(),
                    RequestLog.MAP.name(),
                    RequestLog.REMOVED.name(),
                    RequestLog.DIGESTS,
                    RequestLog.DIGEST_COLUMNS,
                    RequestLog.DIGEST_IDS,
                    RequestLog.VOLUMES,
                    RequestLog.VOLUME_PARTS,
                    BodyLog.POLICY.name(),
                    BodyLog.MAP,
                    BodyLog.TOTALS.name(),
                    RollUps.HOURS.name(),
                    RollUps.DAYS.name(),
                    KeptResponses.MAP.name(),
                    KeptResponses.CONTENTS.name(),
                    RetentionSettings.MAP.name());

    public static Books open(Path folder, InstantSource clock) {
        return open(folder, clock, ZoneOffset.UTC);
    }

    /// @param zone whose days count
    public static Books open(Path folder, InstantSource clock, ZoneId zone) {
        Store store = new XodusStore(folder, MAPS);
        return new Books(
                store,
                new Accounts(store, clock).get(Account.LOCAL),
                new Ledger(store, clock, zone),
                new RequestLog(store),
                new BodyLog(store, new Sealing(new VaultKey(folder, Keychain.none()))),
                new RollUps(store, clock, zone));
    }

    /// Charges and records the request; the future completes when both are durable.
    public CompletableFuture<Void> settle(RequestRecord item) {
        return CompletableFuture.runAsync(() -> settleNow(item), CALLS);
    }

    private void settleNow(RequestRecord item) {
        Spender spender = new Spender(account, item.key(), null);
        Hold hold = ((HoldResult.Held) ledger.hold(spender, Money.ZERO)).hold();
        ledger.settle(
                hold, item.charged(), item.id(), charge -> new SettledCall(charge, item, requests));
        rollUps.count(item);
    }

    @Override
    public void close() {
        requests.close();
        store.close();
    }
}
