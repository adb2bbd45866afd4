package dev.syngate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.ManualClock;
import dev.syngate.billing.Account;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Hold;
import dev.syngate.billing.HoldResult;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Quota;
import dev.syngate.billing.Spender;
import dev.syngate.call.RefusedException;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.store.Keys;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final ApiKey.Limits FREE =
            new ApiKey.Limits(List.of(), List.of(), null, null, null);

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2026-11-21T12:00:00Z");
    private Store store;
    private Accounts accounts;
    private Groups groups;
    private Ledger ledger;
    private ApiKeys keys;

    @BeforeEach
    void open() {
        store =
                new XodusStore(
                        folder,
                        Set.of(
                                Accounts.MAP.name(),
                                Groups.MAP.name(),
                                Ledger.ENTRIES.name(),
                                Ledger.USAGE.name(),
                                ApiKeys.MAP.name()));
        openServices();
    }

    private void openServices() {
        accounts = new Accounts(store, clock);
        groups = new Groups(store);
        ledger = new Ledger(store, clock, ZoneOffset.UTC);
        keys = new ApiKeys(store, accounts, groups, ledger, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aReplacedSecretWorksUntilItsGraceEndsAndTheKeyStaysTheSame() {
        CreatedKey first = keys.create(draft("laptop"));
        spend(first.key(), "1.25");
        CreatedKey second = keys.rotate("laptop", Duration.ofHours(24));
        assertThat(second.key().id()).isEqualTo(first.key().id());
        assertThat(keys.usage(second.key()).total().dollars()).isEqualTo("1.25");
        assertThat(worksNow(first.secret())).isTrue();
        assertThat(worksNow(second.secret())).isTrue();
        assertThat(second.key().previousSecretUntil(keys.now().toInstant()))
                .isEqualTo("2026-11-22T12:00:00Z");

        clock.advance(Duration.ofHours(24));
        assertThat(worksNow(first.secret())).isFalse();
        assertThat(worksNow(second.secret())).isTrue();
        assertThat(keys.get("laptop").previousSecretUntil(keys.now().toInstant())).isNull();
    }

    @Test
    void withoutGraceTheOldSecretEndsAtOnce() {
        CreatedKey first = keys.create(draft("laptop"));
        keys.rotate("laptop", Duration.ZERO);
        assertThat(worksNow(first.secret())).isFalse();
        assertThat(keys.bySecret(first.secret())).as("still known for what it was").isNotNull();
    }

    @Test
    void onlyTheLastTwoSecretsAreKnown() {
        CreatedKey first = keys.create(draft("laptop"));
        CreatedKey second = keys.rotate("laptop", Duration.ofDays(1));
        CreatedKey third = keys.rotate("laptop", Duration.ofDays(1));
        assertThat(keys.bySecret(first.secret())).isNull();
        assertThat(worksNow(second.secret())).isTrue();
        assertThat(worksNow(third.secret())).isTrue();
        keys.remove("laptop");
        assertThat(keys.bySecret(second.secret())).isNull();
        assertThat(keys.bySecret(third.secret())).isNull();
    }

    @Test
    void secretsAndTheirGraceOutliveTheProcess() {
        CreatedKey first = keys.create(draft("laptop"));
        CreatedKey second = keys.rotate("laptop", Duration.ofHours(1));
        store.close();
        open();
        assertThat(worksNow(first.secret())).isTrue();
        assertThat(worksNow(second.secret())).isTrue();
        clock.advance(Duration.ofHours(2));
        assertThat(worksNow(first.secret())).isFalse();
    }

    @Test
    void keysThatWereStoredByTheirHashAreFoundAfterwards() {
        String secret = "sk-syn-from-an-older-version";
        String hash = Secret.hash(secret);
        String json =
                """
                {"id":"key-%s","name":"old","hash":"%s","hint":"sion","account":"acc-1",
                 "group":"Standard","created":"2026-11-01T00:00:00Z","expires":null,"quota":null,
                 "limits":{"models":[],"ips":["10.0.0.0/8"],"rpm":60,"tpm":null,"concurrent":null},
                 "disabled":false}\
                """
                        .formatted(hash.substring(0, 12), hash);
        store.writeNow(view -> {
            view.put(ApiKeys.MAP.name(), Keys.of(hash), versioned(json));
            return true;
        });

        openServices();
        ApiKey key = keys.get("old");
        assertThat(worksNow(secret)).isTrue();
        keys.disable(key.id());
        assertThat(keys.list()).extracting(ApiKey::disabled).containsExactly(true);
        store.close();
        open();
        assertThat(keys.list()).extracting(ApiKey::id).containsExactly(key.id());
        assertThat(keys.rotate("old", Duration.ZERO).key().id()).isEqualTo(key.id());
    }

    @Test
    void onlyWhatIsGivenChanges() {
        accounts.add("Team", Account.Mode.PREPAID);
        ApiKey before = keys.create(draft("laptop")).key();
        ApiKey after =
                keys.set(
                        "laptop",
                        old ->
                                new KeyDraft(
                                        "desktop",
                                        "team",
                                        old.group(),
                                        old.expires(),
                                        once("5"),
                                        old.limits()));
        assertThat(after.name()).isEqualTo("desktop");
        assertThat(after.account()).isEqualTo(accounts.get("Team").id());
        assertThat(after.quota()).isEqualTo(once("5"));
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.hash()).isEqualTo(before.hash());
        assertThat(after.limits()).isEqualTo(before.limits());
    }

    @Test
    void mistakesAreRefusedByTheirField() {
        keys.create(draft("laptop"));
        ApiKey other = keys.create(draft("other")).key();
        assertRefused(() -> rename("other", "LAPTOP"), "exists already");
        assertRefused(() -> rename("laptop", other.id()), "exists already");
        assertRefused(() -> rename("other", " "), "1 to 100 characters");
        assertThat(rename("other", "Other").name()).isEqualTo("Other");
        assertRefused(() -> keys.create(limited("x", List.of("nonsense"), null)), "nonsense");
        assertRefused(() -> keys.create(limited("x", List.of(), 0)), "\"rpm\" is 1 or more");
        assertRefused(() -> keys.rotate("other", Duration.ofDays(366)), "grace");
        assertRefused(() -> keys.rotate("nobody", Duration.ZERO), "no API key \"nobody\"");
    }

    @Test
    void statesFollowTimeAndSpending() {
        ApiKey key =
                keys.create(
                                new KeyDraft(
                                        "laptop",
                                        Account.LOCAL,
                                        Group.STANDARD,
                                        clock.instant().plus(Duration.ofDays(4)),
                                        new Quota(Money.ofDollars("1"), Quota.Period.DAY),
                                        FREE))
                        .key();
        assertThat(keys.state(key)).isEqualTo(KeyState.ACTIVE);
        spend(key, "1");
        assertThat(keys.state(key)).isEqualTo(KeyState.EXHAUSTED);
        clock.advance(Duration.ofDays(1));
        assertThat(keys.state(key)).as("three days left").isEqualTo(KeyState.ACTIVE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.state(key)).isEqualTo(KeyState.EXPIRING);
        assertThat(keys.state(keys.disable("laptop"))).isEqualTo(KeyState.DISABLED);
        clock.advance(Duration.ofDays(3));
        assertThat(keys.state(keys.enable("laptop"))).isEqualTo(KeyState.EXPIRED);
        assertThat(rename("laptop", "renamed").name()).as("an expired key").isEqualTo("renamed");
    }

    @Test
    void networksAreKnownWithTheSecretAndFollowChanges() throws Exception {
        CreatedKey key =
                keys.create(limited("office", List.of("192.168.1.0/24", "fd00::/8"), null));
        assertThat(mayCome(key, "192.168.1.77")).isTrue();
        assertThat(mayCome(key, "192.168.2.1")).isFalse();
        assertThat(mayCome(key, "fdab::1")).isTrue();
        assertThat(mayCome(key, "fe80::1")).isFalse();
        keys.set("office", old -> limited("office", List.of("10.1.2.3"), null));
        assertThat(mayCome(key, "10.1.2.3")).isTrue();
        assertThat(mayCome(key, "192.168.1.77")).isFalse();
        keys.set("office", old -> limited("office", List.of(), null));
        assertThat(mayCome(key, "192.168.2.1")).isTrue();
    }

    @Test
    void aGroupThatKeysUseStaysAndTheyAreNamed() {
        groups.set(new Group("Cheap", Multiplier.of("0.5"), List.of(), List.of()));
        inGroup("b", "Cheap");
        inGroup("a", "cheap");
        assertRefused(() -> keys.removeGroup("cheap"), "keys use the group \"Cheap\": a, b");
        keys.remove("a");
        ApiKey removed = keys.remove("b");
        keys.removeGroup("Cheap");
        assertThat(groups.find("Cheap")).isNull();
        assertRefused(() -> keys.restore(removed), "no group \"Cheap\"");
        assertRefused(() -> keys.removeGroup("standard"), "\"Standard\" can't be removed");
    }

    @Test
    void anAccountWithKeysOrMoneyStays() {
        Account team = accounts.add("Team", Account.Mode.PREPAID);
        keys.create(new KeyDraft("a", "Team", Group.STANDARD, null, null, FREE));
        assertRefused(() -> keys.removeAccount("team"), "belong to the account \"Team\": a");
        keys.remove("a");
        ledger.post(team, LedgerEntry.Kind.TOP_UP, Money.ofDollars("5"), null);
        assertRefused(() -> keys.removeAccount("Team"), "balance of $5");
        ledger.post(team, LedgerEntry.Kind.ADJUSTMENT, Money.ofDollars("-5"), "closed");
        keys.removeAccount("Team");
        assertThat(accounts.list()).extracting(Account::name).containsExactly(Account.LOCAL);
        assertRefused(() -> keys.removeAccount("Local"), "\"Local\" can't be removed");

        Account next = accounts.add("Team", Account.Mode.PREPAID);
        assertThat(next.number()).as("never given twice").isGreaterThan(team.number());
        assertThat(ledger.statement(next, 10)).isEmpty();
        assertThat(ledger.entries(0, 0, 10)).hasSize(2);
    }

    private ApiKey rename(String idOrName, String name) {
        return keys.set(
                idOrName,
                old ->
                        new KeyDraft(
                                name,
                                old.account(),
                                old.group(),
                                old.expires(),
                                old.quota(),
                                old.limits()));
    }

    private void inGroup(String name, String group) {
        keys.create(new KeyDraft(name, Account.LOCAL, group, null, null, FREE));
    }

    private static KeyDraft draft(String name) {
        return limited(name, List.of(), null);
    }

    private static KeyDraft limited(String name, List<String> ips, @Nullable Integer rpm) {
        ApiKey.Limits limits = new ApiKey.Limits(List.of(), ips, rpm, null, null);
        return new KeyDraft(name, Account.LOCAL, Group.STANDARD, null, null, limits);
    }

    private static Quota once(String dollars) {
        return new Quota(Money.ofDollars(dollars), Quota.Period.ONCE);
    }

    private boolean worksNow(String secret) {
        KnownSecret known = keys.bySecret(secret);
        return known != null && !known.isReplaced(clock.instant());
    }

    private boolean mayCome(CreatedKey key, String address) throws Exception {
        return keys.bySecret(key.secret()).mayComeFrom(InetAddress.getByName(address));
    }

    private void spend(ApiKey key, String dollars) {
        Money amount = Money.ofDollars(dollars);
        Spender spender = new Spender(accounts.get(Account.LOCAL), key.id(), key.quota());
        Hold hold = ((HoldResult.Held) ledger.hold(spender, amount)).hold();
        ledger.settle(hold, amount, "req", charge -> charge);
    }

    private static void assertRefused(Runnable action, String words) {
        assertThatThrownBy(action::run)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }

    private static byte[] versioned(String json) {
        return ("\u0001" + json).getBytes(StandardCharsets.UTF_8);
    }
}
