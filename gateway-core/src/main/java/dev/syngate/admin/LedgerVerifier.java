package dev.syngate.admin;

import dev.syngate.billing.Ledger;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Receipt;
import dev.syngate.money.Money;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.store.ReadView;
import dev.syngate.store.Store;
import dev.syngate.usage.RollUps;
import dev.syngate.usage.Totals;
import org.jspecify.annotations.Nullable;

/// Computes every amount and every balance anew from what is stored, in one snapshot, and names the
/// first difference. Takes little memory however much is stored.
///
/// A charge whose record may have been removed by retention needs none; every other charge does.
public final class LedgerVerifier {
    private final Store store;
    private final Ledger ledger;

    public LedgerVerifier(Store store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /// @param requests the request records that are kept
    /// @param difference null when everything adds up
    public record Result(long entries, long requests, int openHolds, @Nullable String difference) {}

    public Result verify() {
        return store.read(view -> new Walk(view).result(ledger.openHolds()));
    }

    /// One pass over entries, one over records, one over the roll-ups.
    private static final class Walk {
        private final ReadView view;
        private final RequestLog.Removed removed;
        private final ChargePairs pairs = new ChargePairs();
        private Money charged = Money.ZERO;
        private long entries;
        private long requests;
        private @Nullable LedgerEntry previous;
        private @Nullable String difference;

        Walk(ReadView view) {
            this.view = view;
            this.removed = RequestLog.removed(view);
        }

        Result result(int openHolds) {
            Ledger.ENTRIES.ascend(view, new byte[0], (key, entry) -> check(entry));
            if (difference == null) {
                RequestLog.MAP.ascend(view, new byte[0], (key, item) -> check(item));
            }
            if (difference == null && !pairs.match()) {
                difference = ChargePairs.firstUnpaired(view);
            }
            if (difference == null) {
                difference = differenceTo(RollUps.total(view));
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
            if (entry.kind() == LedgerEntry.Kind.CHARGE) {
                checkCharge(entry.amount().negate(), entry.request());
            }
            return difference == null;
        }

        private void checkCharge(Money amount, @Nullable String request) {
            charged = charged.plus(amount);
            if (difference != null || request == null) {
                return;
            }
            RequestRecord item = RequestLog.find(view, request);
            if (item != null) {
                pairs.addCharge(request);
                difference = item.charged().equals(amount) ? null : difference(item, amount);
            } else if (!removed.mayInclude(request)) {
                difference = "the charge for request " + request + " has no request record";
            }
        }

        private boolean check(RequestRecord item) {
            requests++;
            if (!expected(item).equals(item.charged())) {
                difference = difference(item, item.charged());
            }
            if (!item.charged().isZero()) {
                pairs.addRecord(item.id());
            }
            return difference == null;
        }

        private static Money expected(RequestRecord item) {
            Receipt receipt = item.receipt();
            return receipt == null ? Money.ZERO : receipt.recomputed();
        }

        private static String difference(RequestRecord item, Money inLedger) {
            return "request %s: the receipt gives %s, the record says %s, the ledger %s"
                    .formatted(item.id(), expected(item), item.charged(), inLedger);
        }

        private @Nullable String differenceTo(Totals rolledUp) {
            if (!rolledUp.cost().equals(charged)) {
                return "the usage adds up to %s, the charges of the ledger to %s"
                        .formatted(rolledUp.cost(), charged);
            }
            long recorded = requests + removed.records();
            return rolledUp.requests() == recorded
                    ? null
                    : "the usage counts %d requests, the request log %d"
                            .formatted(rolledUp.requests(), recorded);
        }
    }
}
