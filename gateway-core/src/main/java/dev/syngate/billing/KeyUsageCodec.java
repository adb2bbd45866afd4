package dev.syngate.billing;

import dev.syngate.billing.KeyUsage.Spent;
import dev.syngate.money.Money;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;

/// A key's usage in the store. Records from before there was more than one period have only the
/// first; it stands for all of them until the next one begins.
final class KeyUsageCodec implements RecordCodec<KeyUsage> {
    @Override
    public void write(KeyUsage usage, RecordWriter writer) {
        writer.text(usage.key()).number(usage.total().picos());
        write(usage.day(), writer);
        writer.optionalInstant(usage.lastUsed());
        write(usage.week(), writer);
        write(usage.month(), writer);
    }

    private static void write(Spent spent, RecordWriter writer) {
        writer.instant(spent.start()).number(spent.amount().picos());
    }

    @Override
    public KeyUsage read(RecordReader reader) {
        String key = reader.text();
        Money total = new Money(reader.number());
        Spent day = readSpent(reader);
        var lastUsed = reader.optionalInstant();
        Spent week = reader.hasMore() ? readSpent(reader) : day;
        Spent month = reader.hasMore() ? readSpent(reader) : day;
        return new KeyUsage(key, total, day, week, month, lastUsed);
    }

    private static Spent readSpent(RecordReader reader) {
        return new Spent(reader.instant(), new Money(reader.number()));
    }
}
