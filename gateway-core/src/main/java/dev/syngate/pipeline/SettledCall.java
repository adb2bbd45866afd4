package dev.syngate.pipeline;

import dev.syngate.billing.Charge;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.JournalEntry;
import dev.syngate.store.RecordReader;
import dev.syngate.store.RecordWriter;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import dev.syngate.usage.RollUps;
import java.util.function.Consumer;

/// What a call that has ended leaves behind, all of it or nothing: its charge, its record and its
/// share of the sums.
public final class SettledCall implements JournalEntry {
    private final Charge charge;
    private final RequestLog.Addition addition;
    private final Consumer<WriteView> summing;

    /// @param log into which the record goes
    public SettledCall(Charge charge, RequestRecord item, RequestLog log) {
        this.charge = charge;
        this.addition = log.adding(item);
        this.summing = RollUps.adding(item, charge.time().getZone());
    }

    /// Completes the calls that were settled just before a crash; before anything else settles or
    /// sums.
    public static void recover(Store store, RequestLog log) {
        store.recover(bytes -> read(bytes, log));
    }

    private static SettledCall read(byte[] bytes, RequestLog log) {
        RecordReader reader = new RecordReader(bytes, 0);
        Charge charge = Charge.read(reader);
        return new SettledCall(charge, RequestLog.MAP.decode(reader.bytes()), log);
    }

    @Override
    public byte[] bytes() {
        RecordWriter writer = new RecordWriter();
        charge.write(writer);
        return writer.bytes(addition.bytes()).toBytes();
    }

    @Override
    public void apply(WriteView view) {
        addition.accept(view);
        summing.accept(view);
        charge.apply(view);
    }
}
