package dev.syngate.pipeline;

import dev.syngate.billing.Usage;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.provider.Upstream;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.responses.KeptResponses;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Models;
import dev.syngate.routing.Router;
import java.io.IOException;
import java.net.SocketTimeoutException;

/// Sends a call upstream and its answer back, whole or streamed, and says how it ended exactly
/// once.
public final class Relay {
    private static final String JSON = "application/json";

    private final Router router;
    private final Dispatcher dispatcher;
    private final KeptResponses kept;
    private final LearnedQuirks quirks;
    private final Models models;
    private final Deprecations deprecations = new Deprecations();

    public Relay(
            Router router,
            Dispatcher dispatcher,
            KeptResponses kept,
            LearnedQuirks quirks,
            Models models) {
        this.models = models;
        this.router = router;
        this.quirks = quirks;
        this.dispatcher = dispatcher;
        this.kept = kept;
    }

    /// @param settlement charges and records the ending; called once, before the last byte is sent
    void run(RoutedCall routed, Reply reply, Settlement settlement) {
        if (routed.request().stream() && answersInEvents(routed.request().endpoint())) {
            reply.awaitEvents();
        }
        ProviderCall call = new ProviderCall(routed, quirks, models);
        Dispatch dispatch =
                dispatcher.open(routed.routes().targets(), call, routed.call().cancellation());
        RoutedCall received = routed.received();
        finish(received, call, dispatch, reply, settlement.of(received));
    }

    private static boolean answersInEvents(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT, COMPLETIONS, RESPONSES, MESSAGES, STREAM_GENERATE_CONTENT -> true;
            default -> false;
        };
    }

    private void finish(
            RoutedCall routed,
            ProviderCall call,
            Dispatch dispatch,
            Reply reply,
            Settlement settlement) {
        switch (dispatch) {
            case Dispatch.Opened opened -> {
                router.answered(routed.request(), routed.routes().targets(), opened.target());
                RouteHeaders.putDropped(reply, call.dropped(opened.target()));
                RouteHeaders.putSuccessor(reply, routed.routes().model());
                deprecations.called(routed.routes().model(), routed.call().time());
                answer(routed, call.answer(), call.noted(opened), reply, settlement);
            }
            case Dispatch.Rejected rejected -> {
                settlement.settle(
                        Ending.failed(
                                rejected.status(),
                                rejected.code(),
                                rejected.target(),
                                rejected.attempts()));
                RouteHeaders.putProvider(reply, rejected.target());
                reply.whole(
                        rejected.status(),
                        JSON,
                        ErrorBodies.passedOn(
                                rejected.status(),
                                rejected.message(),
                                rejected.code(),
                                routed.request().endpoint().errors()));
            }
            case Dispatch.Failed failed -> {
                Refusal refusal = failed.refusal();
                settlement.settle(
                        Ending.failed(
                                refusal.code().status(),
                                refusal.code().code(),
                                null,
                                failed.attempts()));
                reply.refuse(refusal);
            }
            case Dispatch.Abandoned left -> {
                settlement.settle(Ending.failed(Ending.CLIENT_LEFT, null, null, left.attempts()));
                reply.end();
            }
        }
    }

    private void answer(
            RoutedCall routed,
            ProviderAnswer answer,
            Dispatch.Opened opened,
            Reply reply,
            Settlement settlement) {
        try (var upstream = opened.reply()) {
            switch (answer) {
                case ProviderAnswer.Events(AnswerEvents events) ->
                        new StreamRelay(routed, opened, events, reply, settlement, kept).run();
                case ProviderAnswer.Sound(Upstream.Reply source) ->
                        new ByteRelay(routed, opened, source, reply, settlement).run();
                case ProviderAnswer.Whole whole -> {
                    upstream.ended(true);
                    whole(routed, whole, opened, reply, settlement);
                }
            }
        }
    }

    private void whole(
            RoutedCall routed,
            ProviderAnswer.Whole answer,
            Dispatch.Opened opened,
            Reply reply,
            Settlement settlement) {
        kept.remember(
                answer.keptAs(),
                routed.admission().spender().key(),
                opened.target().provider().id(),
                opened.target().credentialId());
        Usage spent = UsageMeter.of(answer.reply(), routed);
        Usage usage = payable(spent, routed, settlement);
        RequestRecord settled =
                settlement.settle(
                        new Ending(
                                200,
                                null,
                                usage,
                                spent,
                                opened.target(),
                                routed.call().elapsedMillis(),
                                opened.attempts()));
        try {
            reply.settled(settled);
        } catch (IOException e) {
            routed.call().cancellation().cancel();
        }
        RouteHeaders.put(reply, routed.call(), opened);
        reply.whole(opened.reply().status(), answer.contentType(), answer.body());
    }

    /// What can be charged of an answer that became longer than what was held for it: thoughts that
    /// nobody saw must not make an account negative.
    private static Usage payable(Usage usage, RoutedCall routed, Settlement settlement) {
        long held = routed.request().most(0).output();
        boolean covered =
                !routed.admission().hasLimitedMoney()
                        || usage.output() <= held
                        || settlement.grow(usage.output()) == null;
        return covered ? usage : usage.withOutput(held);
    }

    static Refusal broken(IOException e) {
        return e instanceof SocketTimeoutException
                ? Refusal.of(
                        ErrorCode.UPSTREAM_TIMEOUT,
                        "The provider fell silent in the middle of its answer.")
                : Refusal.of(
                        ErrorCode.UPSTREAM_ERROR,
                        "The provider's connection broke in the middle of its answer.");
    }
}
