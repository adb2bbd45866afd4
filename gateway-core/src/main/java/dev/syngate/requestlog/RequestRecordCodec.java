package dev.syngate.requestlog;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.ReceiptCodec;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.store.RecordCodec;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request's record in the store.
final class RequestRecordCodec implements RecordCodec<RequestRecord> {
    /// The first had a receipt without lines.
    private static final int LAYOUT = 2;

    private final ReceiptCodec receipts = new ReceiptCodec();

    @Override
    public int layout() {
        return LAYOUT;
    }

    @Override
    public void write(RequestRecord item, RecordWriter writer) {
        writer.text(item.id())
                .instant(item.time())
                .text(item.account())
                .text(item.group())
                .text(item.key())
                .text(item.keyName())
                .text(item.endpoint())
                .text(item.model())
                .optionalText(item.provider())
                .optionalText(item.upstreamModel())
                .number(item.status())
                .optionalText(item.error())
                .flag(item.stream());
        Receipt receipt = item.receipt();
        writer.flag(receipt != null);
        if (receipt != null) {
            receipts.write(receipt, writer);
        }
        writer.optionalNumber(item.firstTokenMillis()).number(item.durationMillis());
        writer.number(item.attempts().size());
        for (Attempt attempt : item.attempts()) {
            writer.text(attempt.provider())
                    .text(attempt.upstreamModel())
                    .text(attempt.outcome())
                    .number(attempt.millis());
        }
        writer.text(item.userAgent());
        for (Attempt attempt : item.attempts()) {
            Money cost = attempt.cost();
            writer.text(attempt.credential())
                    .text(attempt.reason())
                    .optionalNumber(cost == null ? null : cost.picos());
        }
    }

    @Override
    public RequestRecord read(RecordReader reader) {
        RequestRecord item = readItem(reader);
        if (!reader.hasMore()) {
            return item;
        }
        List<Attempt> attempts = new ArrayList<>(item.attempts());
        attempts.replaceAll(attempt -> more(attempt, reader));
        return item.withAttempts(attempts);
    }

    private RequestRecord readItem(RecordReader reader) {
        return new RequestRecord(
                reader.text(),
                reader.instant(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.text(),
                reader.optionalText(),
                reader.optionalText(),
                (int) reader.number(),
                reader.optionalText(),
                reader.flag(),
                receipt(reader),
                reader.optionalNumber(),
                reader.number(),
                attempts(reader),
                reader.hasMore() ? reader.text() : "");
    }

    private @Nullable Receipt receipt(RecordReader reader) {
        return reader.flag() ? receipts.read(reader) : null;
    }

    private static List<Attempt> attempts(RecordReader reader) {
        int count = (int) reader.number();
        List<Attempt> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(new Attempt(reader.text(), reader.text(), reader.text(), reader.number()));
        }
        return attempts;
    }

    private static Attempt more(Attempt attempt, RecordReader reader) {
        String credential = reader.text();
        String reason = reader.text();
        Long cost = reader.optionalNumber();
        return new Attempt(
                attempt.provider(),
                attempt.upstreamModel(),
                attempt.outcome(),
                attempt.millis(),
                credential,
                reason,
                cost == null ? null : new Money(cost));
    }
}
