package dev.syngate.billing;

import dev.syngate.billing.LedgerEntry.Kind;
import dev.syngate.money.Money;
import dev.syngate.store.JournalEntry;
import dev.syngate.store.Keys;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.WriteView;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// What a call costs those who pay for it.
///
/// @param account the account's id
/// @param number the account's number
/// @param key the id of the key that was used
/// @param time when it was settled, in the zone whose days quotas are counted by
public record Charge(
        String account, int number, String key, Money amount, String request, ZonedDateTime time)
        implements JournalEntry {
    static Charge of(Spender spender, Money amount, String request, ZonedDateTime time) {
        Account account = spender.account();
        return new Charge(account.id(), account.number(), spender.key(), amount, request, time);
    }

    @Override
    public byte[] bytes() {
        RecordWriter writer = new RecordWriter();
        write(writer);
        return writer.toBytes();
    }

    public void write(RecordWriter writer) {
        writer.text(account)
                .number(number)
                .text(key)
                .number(amount.picos())
                .text(request)
                .instant(time.toInstant())
                .text(time.getZone().getId());
    }

    /// Reads what [#write] wrote.
    public static Charge read(RecordReader reader) {
        return new Charge(
                reader.text(),
                (int) reader.number(),
                reader.text(),
                new Money(reader.number()),
                reader.text(),
                reader.instant().atZone(ZoneId.of(reader.text())));
    }

    /// Counts it for the key, and takes it from the account.
    @Override
    public void apply(WriteView view) {
        Ledger.USAGE.change(
                view, Keys.of(key), KeyUsage.none(key), before -> before.plus(amount, time));
        if (!amount.isZero()) {
            var entry = new Ledger.Entry(Kind.CHARGE, amount.negate(), key, request, null);
            Ledger.append(view, account, number, entry, time.toInstant());
        }
    }
}
