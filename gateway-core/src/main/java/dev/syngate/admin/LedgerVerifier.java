package dev.syngate.admin;

import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Receipt;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes every amount and every balance anew from what is stored, in one snapshot, and names the
/// first difference.
public final class LedgerVerifier {
    private final Store store;
    private final Ledger ledger;

    public LedgerVerifier(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /// @param difference null when everything adds up
    public record Result(long entries, long requests, int openHolds, @Nullable String difference) {}

    public Result verify() {
        return store.read(view -> new Walk(view).result(ledger.openHolds()));
    }

    /// One pass over entries, then over records.
    private static final class Walk {
        private final ReadView view;
        private final Map<String, Money> charges = new HashMap<>();
        private long entries;
        private long requests;
        private @Nullable LedgerEntry previous;
        private @Nullable String difference;

        Walk(ReadView view) {
            this.view = view;
        }

        Result result(int openHolds) {
            Ledger.ENTRIES.ascend(view, new byte[0], (key, entry) -> check(entry));
            if (difference == null) {
                RequestLog.MAP.ascend(view, new byte[0], (key, item) -> check(item));
            }
            if (difference == null && !charges.isEmpty()) {
                difference =
                        "the charge for request "
                                + charges.keySet().iterator().next()
                                + " has no request record";
            }
            return new Result(entries, requests, openHolds, difference);
        }

        private boolean check(LedgerEntry entry) {
            entries++;
            LedgerEntry last = previous;
            boolean first = last == null || !last.account().equals(entry.account());
            Money before = first || last == null ? Money.ZERO : last.balance();
            long expectedId = first || last == null ? 1 : last.id() + 1;
            if (entry.id() != expectedId || !entry.balance().equals(before.plus(entry.amount()))) {
                difference =
                        "entry %d of account %s: balance %s does not follow from %s and %s"
                                .formatted(
                                        entry.id(),
                                        entry.account(),
                                        entry.balance(),
                                        before,
                                        entry.amount());
            }
            previous = entry;
            if (entry.kind() == LedgerEntry.Kind.CHARGE && entry.request() != null) {
                Money twice = charges.put(entry.request(), entry.amount().negate());
                difference =
                        twice == null
                                ? difference
                                : "request " + entry.request() + " was charged twice";
            }
            return difference == null;
        }

        private boolean check(RequestRecord item) {
            requests++;
            Receipt receipt = item.receipt();
            Money expected = receipt == null ? Money.ZERO : receipt.recomputed();
            Money charge = charges.remove(item.id());
            Money charged = charge == null ? Money.ZERO : charge;
            if (!expected.equals(item.charged()) || !expected.equals(charged)) {
                difference =
                        "request %s: the receipt gives %s, the record says %s, the ledger %s"
                                .formatted(item.id(), expected, item.charged(), charged);
            }
            return difference == null;
        }
    }
}
