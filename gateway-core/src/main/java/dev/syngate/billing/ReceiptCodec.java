package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import org.jspecify.annotations.Nullable;

/// A receipt as part of a request's record in the store.
public final class ReceiptCodec implements RecordCodec<Receipt> {
    @Override
    public void write(Receipt receipt, RecordWriter writer) {
        writeUsage(receipt.usage(), writer);
        writePrice(receipt.price(), writer);
        writer.number(receipt.multiplier().tenThousandths())
                .number(receipt.held().picos())
                .number(receipt.charged().picos());
    }

    @Override
    public Receipt read(RecordReader reader) {
        return new Receipt(
                readUsage(reader),
                readPrice(reader),
                new Multiplier((int) reader.number()),
                new Money(reader.number()),
                new Money(reader.number()));
    }

    private static void writeUsage(Usage usage, RecordWriter writer) {
        writer.number(usage.input())
                .number(usage.cachedInput())
                .number(usage.cacheWrite())
                .number(usage.cacheWriteHour())
                .number(usage.output())
                .number(usage.reasoning())
                .flag(usage.estimated());
    }

    private static Usage readUsage(RecordReader reader) {
        return new Usage(
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.flag());
    }

    private static void writePrice(@Nullable Price price, RecordWriter writer) {
        writer.flag(price != null);
        if (price != null) {
            writer.number(price.input())
                    .number(price.output())
                    .optionalNumber(price.cachedInput())
                    .optionalNumber(price.cacheWrite())
                    .optionalNumber(price.cacheWriteHour())
                    .optionalNumber(price.reasoning())
                    .number(price.perRequest())
                    .number(price.perImage());
        }
    }

    private static @Nullable Price readPrice(RecordReader reader) {
        return !reader.flag()
                ? null
                : new Price(
                        reader.number(),
                        reader.number(),
                        reader.optionalNumber(),
                        reader.optionalNumber(),
                        reader.optionalNumber(),
                        reader.optionalNumber(),
                        reader.number(),
                        reader.number());
    }
}
