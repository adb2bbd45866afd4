package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.billing.Hold;
import dev.syngate.billing.HoldResult;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.Price;
import dev.syngate.billing.Pricing;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RequestIds;
import dev.syngate.metrics.Metrics;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.TokenCounter;
import dev.syngate.provider.Credential;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.routing.Models;
import dev.syngate.routing.Router.Routing;
import dev.syngate.routing.Target;
import dev.syngate.store.Store;
import dev.syngate.store.WriteView;
import dev.syngate.usage.RollUps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one place where calls meet money: holds before, settles after, and writes the record with
/// the charge.
public final class Cashier {
    /// The price of the gateway's own questions.
    private static final Pricing OWN = new Pricing(RequestRecord.PROVIDER_TEST, 0, Price.FREE);

    private final Store store;
    private final Ledger ledger;
    private final RequestLog log;
    private final RollUps rollUps;
    private final Metrics metrics;
    private final Models models;

    public Cashier(
            Store store,
            Ledger ledger,
            RequestLog log,
            RollUps rollUps,
            Metrics metrics,
            Models models) {
        this.models = models;
        this.store = store;
        this.ledger = ledger;
        this.log = log;
        this.rollUps = rollUps;
        this.metrics = metrics;
    }

    /// The routes that the order can be paid at: where money is limited, only those with a known
    /// price; none where it is known of none.
    Routing.Routes payable(RoutedCall routed) {
        if (!routed.admission().hasLimitedMoney() || routed.request().endpoint().isFree()) {
            return routed.routes();
        }
        return routed.routes().priced();
    }

    /// Holds the worst case of the call.
    HoldResult hold(RoutedCall routed) {
        long prompt = routed.heldPromptTokens();
        Refusal tooFast = routed.admission().ticket().takeTokens(prompt);
        return tooFast != null
                ? new HoldResult.Refused(tooFast)
                : ledger.hold(
                        routed.admission().spender(),
                        worstCase(routed, routed.request().most(prompt)));
    }

    /// Holds more, for an answer that may now have `output` tokens.
    @Nullable Refusal grow(RoutedCall routed, Hold hold, long output) {
        Usage most = Usage.estimate(routed.heldPromptTokens(), output, 0);
        return ledger.grow(hold, worstCase(routed, most.withMedia(routed.request().media())));
    }

    /// Holds more, for a request that turns out to be larger than it seemed.
    @Nullable Refusal grow(RoutedCall routed, Hold hold, ApiRequest larger) {
        return ledger.grow(hold, worstCase(routed, larger.most(promptTokens(routed, larger))));
    }

    private static Money worstCase(RoutedCall routed, Usage most) {
        if (routed.request().endpoint().isFree()) {
            return Money.ZERO;
        }
        Money dearest = Money.ZERO;
        for (Target target : routed.routes().targets()) {
            Pricing pricing = target.pricing();
            if (pricing != null) {
                Money here = pricing.price().worstCase(most, routed.call().time());
                dearest = here.compareTo(dearest) > 0 ? here : dearest;
            }
        }
        return multiplier(routed.admission()).apply(dearest);
    }

    private static long promptTokens(RoutedCall routed, ApiRequest request) {
        return routed.admission().isLimited()
                ? request.carefulPromptTokens()
                : request.promptTokens();
    }

    /// Charges and records the call; returns when both are durable.
    RequestRecord settle(RoutedCall routed, Hold hold, Ending ending) {
        Receipt receipt =
                Receipt.of(
                        ending.usage(),
                        ending.target() == null ? null : ending.target().pricing(),
                        multiplier(routed.admission()),
                        hold.amount(),
                        routed.call().time());
        routed.admission().ticket().trueUp(ending.usage().input() + ending.usage().output());
        RequestRecord item =
                item(
                        routed.call(),
                        routed.admission(),
                        routed.request(),
                        withCost(ending, routed.call().time()),
                        receipt);
        ledger.settle(
                hold, receipt.charged(), item.id(), charge -> new SettledCall(charge, item, log));
        count(item);
        return item;
    }

    /// The last attempt is the one that answered; what others cost is told with them.
    private Ending withCost(Ending ending, Instant time) {
        Target target = ending.target();
        if (target == null || ending.attempts().isEmpty()) {
            return ending;
        }
        Price price = models.cost(target, time);
        boolean nothing = ending.spent().isNone();
        Money cost = nothing ? Money.ZERO : price == null ? null : price.cost(ending.spent(), time);
        List<Attempt> attempts = new ArrayList<>(ending.attempts());
        attempts.add(attempts.removeLast().costing(cost));
        return ending.with(attempts);
    }

    /// Records a call that was refused after its key was accepted, and refuses it.
    void refuse(Call call, Admission admission, ApiRequest request, Refusal refusal, Reply reply) {
        record(
                call,
                admission,
                request,
                Ending.failed(refusal.code().status(), refusal.code().code(), null, List.of()));
        admission.ticket().giveBack();
        reply.refuse(refusal);
    }

    /// Answers and records a call that only asks how long its prompt is; it costs nothing.
    void count(Call call, Admission admission, ApiRequest request, Reply reply) {
        long tokens = request.counted(call.body(), call.contentType()).promptTokens();
        record(call, admission, request, Ending.failed(200, null, null, List.of()));
        reply.whole(200, "application/json", TokenCounter.told(request.endpoint(), tokens));
    }

    /// Records a question of the gateway's own to a provider: nobody is charged, but the provider
    /// may ask for it.
    ///
    /// @param spent what the provider counted
    /// @param error null: it answered as it should
    /// @return what the provider asks for it; null: unknown
    @Nullable Money probed(
            Target target,
            Endpoint endpoint,
            Instant time,
            Usage spent,
            @Nullable Long firstTokenMillis,
            long millis,
            @Nullable String error) {
        Price price = models.cost(target, time);
        boolean nothing = spent.equals(Usage.NONE);
        Money cost = nothing ? Money.ZERO : price == null ? null : price.cost(spent, time);
        String provider = target.provider().name();
        Credential credential = target.credential();
        Attempt attempt =
                new Attempt(
                        provider,
                        target.upstreamModel(),
                        error == null ? Attempt.OK : error,
                        millis,
                        credential == null ? "" : credential.label(),
                        Attempt.TEST,
                        cost);
        RequestRecord item =
                new RequestRecord(
                        RequestIds.next(time),
                        time,
                        "",
                        "",
                        RequestRecord.PROVIDER_TEST,
                        RequestRecord.PROVIDER_TEST_NAME,
                        endpoint.path(),
                        target.upstreamModel(),
                        provider,
                        target.upstreamModel(),
                        error == null ? 200 : 502,
                        error == null ? null : ErrorCode.UPSTREAM_ERROR.code(),
                        true,
                        Receipt.of(spent, OWN, Multiplier.ONE, Money.ZERO, time),
                        firstTokenMillis,
                        millis,
                        List.of(attempt),
                        "");
        store.journal(SettledCall.uncharged(rollUps.zone(), item, log));
        count(item);
        return cost;
    }

    private void record(Call call, Admission admission, ApiRequest request, Ending ending) {
        RequestRecord item = item(call, admission, request, ending, null);
        Consumer<WriteView> recording = recording(item);
        store.write(
                        view -> {
                            recording.accept(view);
                            return true;
                        })
                .thenRun(() -> count(item));
    }

    private Consumer<WriteView> recording(RequestRecord item) {
        return log.adding(item).andThen(rollUps.adding(item));
    }

    private void count(RequestRecord item) {
        rollUps.count(item);
        metrics.count(item);
    }

    private static RequestRecord item(
            Call call,
            Admission admission,
            ApiRequest request,
            Ending ending,
            @Nullable Receipt receipt) {
        return new RequestRecord(
                call.id(),
                call.time(),
                admission.spender().account().id(),
                admission.group().name(),
                admission.spender().key(),
                admission.keyName(),
                request.endpoint().path(),
                request.model(),
                ending.target() == null ? null : ending.target().provider().name(),
                ending.target() == null ? null : ending.target().upstreamModel(),
                ending.status(),
                ending.error(),
                request.stream(),
                receipt,
                ending.firstTokenMillis(),
                call.elapsedMillis(),
                ending.attempts(),
                call.userAgent());
    }

    private static Multiplier multiplier(Admission admission) {
        return admission.group().multiplier();
    }

    static Refusal unpriced(RoutedCall routed) {
        String id = routed.routes().model().id();
        return new Refusal(
                ErrorCode.MODEL_UNPRICED,
                "The model \"%s\" has no price, so it can't be charged to a prepaid account or a key with a quota. Set one: syngate model set %s --input 1.00 --output 2.00, or --free."
                        .formatted(id, id),
                "model",
                null);
    }
}
