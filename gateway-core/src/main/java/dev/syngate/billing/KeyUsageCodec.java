package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;

/// A key's usage in the store.
final class KeyUsageCodec implements RecordCodec<KeyUsage> {
    @Override
    public void write(KeyUsage usage, RecordWriter writer) {
        writer.text(usage.key())
                .number(usage.total().picos())
                .instant(usage.periodStart())
                .number(usage.inPeriod().picos())
                .optionalInstant(usage.lastUsed());
    }

    @Override
    public KeyUsage read(RecordReader reader) {
        return new KeyUsage(
                reader.text(),
                new Money(reader.number()),
                reader.instant(),
                new Money(reader.number()),
                reader.optionalInstant());
    }
}
