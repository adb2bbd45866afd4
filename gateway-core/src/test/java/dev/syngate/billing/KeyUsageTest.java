package dev.syngate.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordMap;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.Store;
import dev.syngate.store.XodusStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyUsageTest {
    private static final ZonedDateTime SATURDAY = ZonedDateTime.parse("2026-11-21T23:00:00Z");
    private static final ZonedDateTime SUNDAY = ZonedDateTime.parse("2026-11-22T01:00:00Z");
    private static final ZonedDateTime MONDAY = ZonedDateTime.parse("2026-11-23T01:00:00Z");
    private static final ZonedDateTime DECEMBER = ZonedDateTime.parse("2026-12-01T00:00:00Z");

    @TempDir private Path folder;

    @Test
    void everyPeriodCountsWhatBelongsToIt() {
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("1"), SATURDAY);
        usage = usage.plus(dollars("2"), SUNDAY).plus(dollars("4"), MONDAY);
        assertUsed(usage, MONDAY, "4", "4", "7", "7");
        assertUsed(usage.plus(dollars("8"), DECEMBER), DECEMBER, "8", "8", "8", "15");
    }

    @Test
    void whenAPeriodBeginsNothingIsUsedInIt() {
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("1"), SATURDAY);
        assertUsed(usage, SATURDAY, "1", "1", "1", "1");
        assertUsed(usage, SUNDAY, "0", "1", "1", "1");
        assertUsed(usage, MONDAY, "0", "0", "1", "1");
        assertUsed(usage, DECEMBER, "0", "0", "0", "1");
    }

    @Test
    void aDayIsThatOfTheTimeZone() {
        ZoneId angeles = ZoneId.of("America/Los_Angeles");
        ZonedDateTime evening = SUNDAY.withZoneSameInstant(angeles);
        assertThat(Quota.Period.DAY.startOf(evening)).isEqualTo("2026-11-21T08:00:00Z");
        assertThat(Quota.Period.WEEK.startOf(evening)).isEqualTo("2026-11-16T08:00:00Z");
        assertThat(Quota.Period.MONTH.startOf(evening)).isEqualTo("2026-11-01T07:00:00Z");
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("1"), evening);
        assertUsed(usage, evening.plusHours(6), "1", "1", "1", "1");
        assertUsed(usage, evening.plusHours(7), "0", "1", "1", "1");
    }

    @Test
    void aChargeThatIsSettledLateIsNotLost() {
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("1"), SUNDAY);
        usage = usage.plus(dollars("2"), SATURDAY);
        assertThat(usage.used(quota("9", Quota.Period.DAY), SUNDAY).dollars()).isEqualTo("3");
    }

    @Test
    void aClockThatWasYearsAheadDoesNotUseUpAKeyForYears() {
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("5"), SUNDAY.plusYears(3));
        assertUsed(usage, SUNDAY, "0", "0", "0", "5");
        assertUsed(usage.plus(dollars("1"), SUNDAY), SUNDAY, "1", "1", "1", "6");
    }

    @Test
    void whatIsLeftIsNeverNegative() {
        KeyUsage usage = KeyUsage.none("key-1").plus(dollars("3"), SUNDAY);
        assertThat(usage.left(quota("5", Quota.Period.DAY), SUNDAY).dollars()).isEqualTo("2");
        assertThat(usage.left(quota("2", Quota.Period.DAY), SUNDAY)).isEqualTo(Money.ZERO);
    }

    @Test
    void aQuotaThatChangesItsPeriodIsExactAtOnce() {
        Set<String> maps = Set.of(Accounts.MAP.name(), Ledger.ENTRIES.name(), Ledger.USAGE.name());
        InstantSource clock = InstantSource.fixed(SUNDAY.toInstant());
        try (Store store = new XodusStore(folder, maps)) {
            Account local = new Accounts(store, clock).get(Account.LOCAL);
            Ledger ledger = new Ledger(store, clock, ZoneOffset.UTC);
            Hold hold = held(ledger, new Spender(local, "key-1", quota("5", Quota.Period.DAY)));
            ledger.settle(hold, dollars("3"), "req", charge -> charge);
            for (Quota.Period period : Quota.Period.values()) {
                assertThat(
                                ledger.hold(
                                        new Spender(local, "key-1", quota("5", period)),
                                        hold.amount()))
                        .as(period.name())
                        .isInstanceOf(HoldResult.Refused.class);
            }
        }
    }

    private static Hold held(Ledger ledger, Spender spender) {
        return ((HoldResult.Held) ledger.hold(spender, dollars("3"))).hold();
    }

    @Test
    void aRecordOfTheOlderFormIsRead() {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        RecordMap<Instant> older =
                new RecordMap<>(Ledger.USAGE.name(), Instant.class, new OlderForm());
        try (Store store = new XodusStore(folder, Set.of(Ledger.USAGE.name()))) {
            store.writeNow(view -> {
                older.put(view, Keys.of("key-1"), noon);
                return true;
            });
            KeyUsage usage = store.read(view -> Ledger.USAGE.get(view, Keys.of("key-1")));
            assertThat(usage.lastUsed()).isEqualTo(noon);
            assertUsed(usage, noon.atZone(ZoneOffset.UTC), "2", "2", "2", "7");
            assertUsed(usage.plus(dollars("1"), DECEMBER), DECEMBER, "1", "1", "1", "8");
        }
    }

    /// As it was when a key had one period: its total, and what was used since a day's start.
    private static final class OlderForm implements RecordCodec<Instant> {
        @Override
        public void write(Instant lastUsed, RecordWriter writer) {
            writer.text("key-1")
                    .number(dollars("7").picos())
                    .instant(Quota.Period.DAY.startOf(lastUsed.atZone(ZoneOffset.UTC)))
                    .number(dollars("2").picos())
                    .optionalInstant(lastUsed);
        }

        @Override
        public Instant read(RecordReader reader) {
            throw new UnsupportedOperationException();
        }
    }

    private static void assertUsed(
            KeyUsage usage,
            ZonedDateTime now,
            String day,
            String week,
            String month,
            String total) {
        assertThat(usage.used(quota("9", Quota.Period.DAY), now).dollars()).isEqualTo(day);
        assertThat(usage.used(quota("9", Quota.Period.WEEK), now).dollars()).isEqualTo(week);
        assertThat(usage.used(quota("9", Quota.Period.MONTH), now).dollars()).isEqualTo(month);
        assertThat(usage.used(quota("9", Quota.Period.ONCE), now).dollars()).isEqualTo(total);
        assertThat(usage.used(null, now).dollars()).isEqualTo(total);
    }

    private static Quota quota(String dollars, Quota.Period period) {
        return new Quota(dollars(dollars), period);
    }

    private static Money dollars(String text) {
        return Money.ofDollars(text);
    }
}
