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
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a call that has ended leaves behind, all of it or nothing: its charge, if anybody is
/// charged, its record and its share of the sums.
public final class SettledCall implements JournalEntry {
    private final @Nullable Charge charge;
    private final ZoneId zone;
    private final RequestLog.Addition addition;
    private final Consumer<WriteView> summing;

    /// @param log into which the record goes
    public SettledCall(Charge charge, RequestRecord item, RequestLog log) {
        this(charge, charge.time().getZone(), item, log);
    }

    private SettledCall(@Nullable Charge charge, ZoneId zone, RequestRecord item, RequestLog log) {
        this.charge = charge;
        this.zone = zone;
        this.addition = log.adding(item);
        this.summing = RollUps.adding(item, zone);
    }

    /// A call that nobody is charged for.
    ///
    /// @param zone whose hours and days it is counted in
    public static SettledCall uncharged(ZoneId zone, RequestRecord item, RequestLog log) {
        return new SettledCall(null, zone, item, log);
    }

    /// Completes the calls that were settled just before a crash; before anything else settles or
    /// sums.
    public static void recover(Store store, RequestLog log) {
        store.recover(bytes -> read(bytes, log));
    }

    private static SettledCall read(byte[] bytes, RequestLog log) {
        RecordReader reader = new RecordReader(bytes, 0);
        if (!reader.text().isEmpty()) {
            RecordReader charged = new RecordReader(bytes, 0);
            Charge charge = Charge.read(charged);
            return new SettledCall(charge, RequestLog.MAP.decode(charged.bytes()), log);
        }
        ZoneId zone = ZoneId.of(reader.text());
        return uncharged(zone, RequestLog.MAP.decode(reader.bytes()), log);
    }

    @Override
    public byte[] bytes() {
        RecordWriter writer = new RecordWriter();
        if (charge == null) {
            // no account has this id
            writer.text("").text(zone.getId());
        } else {
            charge.write(writer);
        }
        return writer.bytes(addition.bytes()).toBytes();
    }

    @Override
    public void apply(WriteView view) {
        addition.accept(view);
        summing.accept(view);
        if (charge != null) {
            charge.apply(view);
        }
    }
}
