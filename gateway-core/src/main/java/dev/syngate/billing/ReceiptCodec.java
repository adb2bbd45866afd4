package dev.syngate.billing;

import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A receipt as part of a request's record in the store.
public final class ReceiptCodec implements RecordCodec<Receipt> {
    @Override
    public void write(Receipt receipt, RecordWriter writer) {
        writeUsage(receipt.usage(), writer);
        Receipt.Source price = receipt.price();
        writer.flag(price != null);
        if (price != null) {
            writer.text(price.of()).number(price.version());
        }
        writer.number(receipt.lines().size());
        for (ReceiptLine line : receipt.lines()) {
            writer.number(line.unit().code()).number(line.count()).number(line.micros());
        }
        writer.number(receipt.multiplier().tenThousandths())
                .number(receipt.held().picos())
                .number(receipt.charged().picos());
    }

    @Override
    public Receipt read(RecordReader reader) {
        return new Receipt(
                readUsage(reader),
                readSource(reader),
                readLines(reader),
                new Multiplier((int) reader.number()),
                new Money(reader.number()),
                new Money(reader.number()));
    }

    private static Receipt.@Nullable Source readSource(RecordReader reader) {
        return reader.flag() ? new Receipt.Source(reader.text(), (int) reader.number()) : null;
    }

    private static List<ReceiptLine> readLines(RecordReader reader) {
        int count = (int) reader.number();
        List<ReceiptLine> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Unit unit = Unit.ofCode((int) reader.number());
            lines.add(new ReceiptLine(unit, reader.number(), reader.number()));
        }
        return lines;
    }

    private static void writeUsage(Usage usage, RecordWriter writer) {
        writer.number(usage.input())
                .number(usage.cachedInput())
                .number(usage.cacheWrite())
                .number(usage.cacheWriteHour())
                .number(usage.output())
                .number(usage.reasoning())
                .flag(usage.estimated());
        Media media = usage.media();
        boolean more = !media.isNone();
        writer.flag(more);
        if (more) {
            writer.number(media.audioInput())
                    .number(media.audioOutput())
                    .number(media.imageInput())
                    .number(media.imageOutput())
                    .number(media.images())
                    .optionalText(media.imageSize())
                    .optionalText(media.imageQuality())
                    .number(media.millis())
                    .number(media.characters());
        }
    }

    private static Usage readUsage(RecordReader reader) {
        Usage text =
                new Usage(
                        reader.number(),
                        reader.number(),
                        reader.number(),
                        reader.number(),
                        reader.number(),
                        reader.number(),
                        reader.flag());
        return reader.flag() ? text.withMedia(readMedia(reader)) : text;
    }

    private static Media readMedia(RecordReader reader) {
        return new Media(
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.number(),
                reader.optionalText(),
                reader.optionalText(),
                reader.number(),
                reader.number());
    }
}
