package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Balance;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Quota;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.money.Money;
import dev.syngate.protocol.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills the program under load, again and again on the same data. `-Dkill.rounds=100` is the long
/// form; `-Dkill.seed=…` repeats the choice of moments.
class KillTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 4);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final int MOST_BEFORE_THE_KILL = 400;
    private static final String TEAM = "Team";
    private static final String POOR = "Poor";

    @TempDir private Path folder;
    @TempDir private Path elsewhere;
    private final Map<String, Money> charges = new HashMap<>();
    private int seen;

    @Test
    @Timeout(3600)
    void everyReplyThatWasSeenCompleteIsChargedOnceAfterAKill() throws Exception {
        System.out.println("kill.seed=" + SEED);
        Random random = new Random(SEED);
        List<String> secrets = prepare();
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch enough = new CountDownLatch(random.nextInt(MOST_BEFORE_THE_KILL));
            LoadedClients clients;
            try (ServedProcess process = new ServedProcess(folder)) {
                String token = Files.readString(folder.resolve("admin.token")).strip();
                clients = new LoadedClients(process.address(), token, enough);
                clients.start(secrets, TEAM, elsewhere.resolve("backup.zip").toString());
                enough.await();
                process.kill();
            }
            clients.join();
            seen += clients.complete().size();
            assertBooksAreRight(clients);
        }
        System.out.printf(
                "%d kills, %d answers seen complete, %d charges%n", ROUNDS, seen, charges.size());
        assertThat(seen).isPositive();
    }

    /// An unlimited account with two keys, one of them with a quota, a prepaid one with money
    /// enough and one that runs out of it.
    private List<String> prepare() {
        try (Gateway gateway = open()) {
            gateway.accounts().add(TEAM, Account.Mode.PREPAID);
            gateway.accounts().add(POOR, Account.Mode.PREPAID);
            topUp(gateway, TEAM, "5");
            topUp(gateway, POOR, "0.001");
            gateway.admin()
                    .handle(
                            "PATCH",
                            List.of("settings"),
                            Map.of(),
                            Json.MAPPER.createObjectNode().put("retention_records", 500));
            Quota quota = new Quota(Money.ofDollars("3"), Quota.Period.DAY);
            return List.of(
                    key(gateway, "plain", Account.LOCAL, null),
                    key(gateway, "quota", Account.LOCAL, quota),
                    key(gateway, "team", TEAM, null),
                    key(gateway, "poor", POOR, null));
        }
    }

    private static void topUp(Gateway gateway, String account, String amount) {
        Account found = gateway.accounts().get(account);
        gateway.ledger()
                .post(
                        found,
                        LedgerEntry.Kind.TOP_UP,
                        Money.ofDollars(amount),
                        "the start of " + account);
    }

    private static String key(Gateway gateway, String name, String account, @Nullable Quota quota) {
        ApiKey.Limits unlimited = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        return gateway.keys()
                .create(new KeyDraft(name, account, Group.STANDARD, null, quota, unlimited))
                .secret();
    }

    private Gateway open() {
        return Gateway.open(GatewaySettings.of(folder), InstantSource.system());
    }

    private void assertBooksAreRight(LoadedClients clients) {
        try (Gateway gateway = open()) {
            var verified =
                    gateway.admin()
                            .handle("GET", List.of("ledger", "verify"), Map.of(), null)
                            .body();
            assertThat(verified.path("ok").asBoolean()).as(verified.toString()).isTrue();
            assertThat(verified.path("open_holds").asInt()).isZero();
            charges.clear();
            Map<String, Integer> topUps = new HashMap<>();
            for (Account account : gateway.accounts().list()) {
                assertBalanceIsRight(gateway, account);
                gateway.ledger()
                        .statement(account, Integer.MAX_VALUE)
                        .forEach(entry -> collect(entry, topUps));
            }
            assertThat(charges.keySet()).containsAll(clients.complete());
            assertThat(topUps.keySet()).containsAll(clients.topUps());
            assertThat(topUps.values()).containsOnly(1);
            clients.costs()
                    .forEach((id, cost) ->
                            assertThat(charges).containsEntry(id, Money.ofDollars(cost)));
        }
    }

    private static void assertBalanceIsRight(Gateway gateway, Account account) {
        Money sum =
                gateway.ledger().statement(account, Integer.MAX_VALUE).stream()
                        .map(LedgerEntry::amount)
                        .reduce(Money.ZERO, Money::plus);
        assertThat(gateway.ledger().balance(account)).isEqualTo(new Balance(sum, Money.ZERO));
        boolean prepaid = account.mode() == Account.Mode.PREPAID;
        assertThat(prepaid && sum.isNegative()).as(account.name() + " has " + sum).isFalse();
    }

    private void collect(LedgerEntry entry, Map<String, Integer> topUps) {
        switch (entry.kind()) {
            case CHARGE ->
                    assertThat(charges.put(entry.request(), entry.amount().negate()))
                            .as("charged twice: " + entry.request())
                            .isNull();
            case TOP_UP -> topUps.merge(String.valueOf(entry.note()), 1, Integer::sum);
            case TRIAL_CREDIT, REFUND, ADJUSTMENT -> {}
        }
    }
}
