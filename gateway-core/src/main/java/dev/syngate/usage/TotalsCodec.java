package dev.syngate.usage;

import dev.syngate.money.Money;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;

/// Totals in the store.
final class TotalsCodec implements RecordCodec<Totals> {
    @Override
    public void write(Totals item, RecordWriter writer) {
        writer.number(item.requests())
                .number(item.errors())
                .number(item.unpriced())
                .number(item.input())
                .number(item.cachedInput())
                .number(item.output())
                .number(item.reasoning())
                .number(item.cost().picos())
                .number(item.upstream().picos());
    }

    @Override
    public Totals read(RecordReader reader) {
        return new Totals(
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                new Money(reader.number()),
                reader.hasMore() ? new Money(reader.number()) : Money.ZERO);
    }
}
