package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.billing.Account;
import dev.syngate.billing.Hold;
import dev.syngate.billing.HoldResult;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Price;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.ChatRequest;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Models;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import dev.syngate.usage.RollUps;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one place where calls meet money: holds before, settles after, and writes the record with
/// the charge.
public final class Cashier {
    /// Held where a request does not say how long its answer may be.
    private static final long DEFAULT_OUTPUT = 8192;

    private final Store store;
    private final Ledger ledger;
    private final Models models;
    private final RequestLog log;
    private final RollUps rollUps;

    public Cashier(Store store, Ledger ledger, Models models, RequestLog log, RollUps rollUps) {
        this.store = store;
        this.ledger = ledger;
        this.models = models;
        this.log = log;
        this.rollUps = rollUps;
    }

    /// Holds the worst case of the call.
    HoldResult hold(Order order) {
        Price price = models.price(order.routes().model());
        boolean prepaid = order.admission().spender().account().mode() == Account.Mode.PREPAID;
        if (price == null && (prepaid || order.admission().spender().quota() != null)) {
            return new HoldResult.Refused(unpriced(order));
        }
        ChatRequest request = order.request();
        long input = request.promptTokens();
        Refusal tooFast = order.admission().ticket().takeTokens(input, order.call().arrivedNanos());
        if (tooFast != null) {
            return new HoldResult.Refused(tooFast);
        }
        long longest = request.maxOutput() == null ? DEFAULT_OUTPUT : request.maxOutput();
        Money listPrice =
                price == null
                        ? Money.ZERO
                        : price.worstCase(input, Math.multiplyExact(longest, request.choices()));
        return ledger.hold(
                order.admission().spender(), multiplier(order.admission()).apply(listPrice));
    }

    /// Charges and records the call; returns when both are durable.
    RequestRecord settle(Order order, Hold hold, Ending ending) {
        Price price = models.price(order.routes().model());
        Receipt receipt =
                Receipt.of(ending.usage(), price, multiplier(order.admission()), hold.amount());
        order.admission().ticket().trueUp(ending.usage().input() + ending.usage().output());
        RequestRecord item =
                item(order.call(), order.admission(), order.request(), ending, receipt);
        ledger.settle(hold, receipt.charged(), item.id(), recording(item)).join();
        rollUps.count(item);
        return item;
    }

    /// Releases what a bug left behind, without a charge.
    void ensureSettled(Order order, Hold hold) {
        if (!hold.isSettled()) {
            settle(
                    order,
                    hold,
                    new Ending(
                            500,
                            ErrorCode.INTERNAL_ERROR.code(),
                            Usage.NONE,
                            null,
                            null,
                            List.of()));
        }
    }

    /// Records a call that was refused after its key was accepted, and refuses it.
    void refuse(Call call, Admission admission, ChatRequest request, Refusal refusal, Reply reply) {
        Ending ending =
                new Ending(
                        refusal.code().status(),
                        refusal.code().code(),
                        Usage.NONE,
                        null,
                        null,
                        List.of());
        RequestRecord item = item(call, admission, request, ending, null);
        Consumer<WriteView> recording = recording(item);
        store.write(
                        view -> {
                            recording.accept(view);
                            return true;
                        })
                .thenRun(() -> rollUps.count(item));
        reply.refuse(refusal);
    }

    private Consumer<WriteView> recording(RequestRecord item) {
        return log.adding(item).andThen(rollUps.adding(item));
    }

    private static RequestRecord item(
            Call call,
            Admission admission,
            ChatRequest request,
            Ending ending,
            @Nullable Receipt receipt) {
        return new RequestRecord(
                call.id(),
                call.time(),
                admission.spender().account().id(),
                admission.group().name(),
                admission.spender().key(),
                admission.keyName(),
                call.endpoint(),
                request.model(),
                ending.target() == null ? null : ending.target().provider().name(),
                ending.target() == null ? null : ending.target().upstreamModel(),
                ending.status(),
                ending.error(),
                request.stream(),
                receipt,
                ending.firstTokenMillis(),
                call.elapsedMillis(),
                ending.attempts());
    }

    private static Multiplier multiplier(Admission admission) {
        return admission.group().multiplier();
    }

    private static Refusal unpriced(Order order) {
        String id = order.routes().model().id();
        return new Refusal(
                ErrorCode.MODEL_UNPRICED,
                "The model \"%s\" has no price, so it can't be charged to a prepaid account or a key with a quota. Set one: syngate model set %s --input 1.00 --output 2.00, or --free."
                        .formatted(id, id),
                "model",
                null);
    }
}
