package dev.syngate.billing;

import dev.syngate.billing.LedgerEntry.Kind;
import dev.syngate.money.Money;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;

/// A ledger entry in the store.
final class LedgerEntryCodec implements RecordCodec<LedgerEntry> {
    @Override
    public void write(LedgerEntry entry, RecordWriter writer) {
        writer.number(entry.id())
                .instant(entry.time())
                .text(entry.account())
                .text(entry.kind().name())
                .number(entry.amount().picos())
                .number(entry.balance().picos())
                .optionalText(entry.key())
                .optionalText(entry.request())
                .optionalText(entry.note());
    }

    @Override
    public LedgerEntry read(RecordReader reader) {
        return new LedgerEntry(
                reader.number(),
                reader.instant(),
                reader.text(),
                Kind.valueOf(reader.text()),
                new Money(reader.number()),
                new Money(reader.number()),
                reader.optionalText(),
                reader.optionalText(),
                reader.optionalText());
    }
}
