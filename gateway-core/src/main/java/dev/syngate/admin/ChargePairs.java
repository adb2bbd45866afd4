package dev.syngate.admin;

import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.store.ReadView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether the charges of the ledger and the charged request records that are kept are the same
/// requests, each once: compared by the sum of a 64-bit hash of their ids, so that no id need be
/// remembered.
final class ChargePairs {
    private long charges;
    private long records;

    /// Takes a charge whose record is kept.
    void addCharge(String request) {
        charges += hash(request);
    }

    /// Takes a record that says it was charged.
    void addRecord(String request) {
        records += hash(request);
    }

    boolean match() {
        return charges == records;
    }

    /// FNV-1a, stirred so that sums of similar ids do not meet.
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /// Says which request has no charge or more than one; remembers the ids of all that are kept.
    static String firstUnpaired(ReadView view) {
        Map<String, Integer> open = new HashMap<>();
        Ledger.ENTRIES.ascend(
                view,
                new byte[0],
                (key, entry) -> {
                    String request = chargedRequest(entry);
                    if (request != null && RequestLog.find(view, request) != null) {
                        count(open, request, 1);
                    }
                    return true;
                });
        RequestLog.MAP.ascend(
                view,
                new byte[0],
                (key, item) -> {
                    if (!item.charged().isZero()) {
                        count(open, item.id(), -1);
                    }
                    return true;
                });
        return open.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(request ->
                        request.getValue() > 0
                                ? "request " + request.getKey() + " was charged twice"
                                : "request "
                                        + request.getKey()
                                        + " has a receipt, but no charge in the ledger")
                .orElse("the charges and the request records differ");
    }

    private static @Nullable String chargedRequest(LedgerEntry entry) {
        return entry.kind() == LedgerEntry.Kind.CHARGE ? entry.request() : null;
    }

    private static void count(Map<String, Integer> open, String request, int by) {
        open.compute(
                request,
                (id, before) -> {
                    int after = (before == null ? 0 : before) + by;
                    return after == 0 ? null : (Integer) after;
                });
    }
}
