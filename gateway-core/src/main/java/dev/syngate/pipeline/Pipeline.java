package dev.syngate.pipeline;

import dev.syngate.access.AccessControl;
import dev.syngate.access.Admission;
import dev.syngate.access.AdmissionResult;
import dev.syngate.billing.Hold;
import dev.syngate.billing.HoldResult;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Payload;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.call.RefusedUploadException;
import dev.syngate.codec.Memory;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.responses.KeptResponses;
import dev.syngate.routing.Router;
import dev.syngate.routing.Router.Routing;
import dev.syngate.upload.FormUpload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The order of everything that happens to a call. One way in, one way out.
public final class Pipeline {
    private static final Logger LOG = System.getLogger(Pipeline.class.getName());

    private final AccessControl access;
    private final Router router;
    private final Cashier cashier;
    private final Relay relay;
    private final Memory memory;
    private final KeptResponses kept;
    private final RunningCalls running;
    private final Path spool;

    /// @param memory what is kept of translated calls
    /// @param kept what those who name a response go on from
    /// @param spool the folder where parts of forms wait that are too large for the memory
    public Pipeline(
            AccessControl access,
            Router router,
            Cashier cashier,
            Relay relay,
            Memory memory,
            KeptResponses kept,
            RunningCalls running,
            Path spool) {
        this.kept = kept;
        this.running = running;
        this.spool = spool;
        this.access = access;
        this.router = router;
        this.cashier = cashier;
        this.relay = relay;
        this.memory = memory;
    }

    /// Serves one call, on the caller's thread, which may block until the answer has ended.
    ///
    /// @param pathModel the model that the path names; null: the body names it
    public void serve(Endpoint endpoint, @Nullable String pathModel, Call call, Reply reply) {
        reply.header("x-request-id", call.id());
        switch (access.admit(call)) {
            case AdmissionResult.Refused no -> {
                reply.rateLimit(no::rateLimit);
                reply.refuse(no.refusal());
            }
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                try {
                    serve(endpoint, pathModel, call, yes.admission(), reply);
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "request " + call.id() + " failed", e);
                    reply.refuse(bug(call));
                } finally {
                    yes.admission().ticket().close();
                }
            }
        }
    }

    private void serve(
            Endpoint endpoint,
            @Nullable String pathModel,
            Call call,
            Admission admission,
            Reply reply) {
        try {
            if (call.upload() != null) {
                serveForm(endpoint, call, call.upload(), admission, reply);
                return;
            }
            ApiRequest request =
                    ApiRequest.read(endpoint, call.body(), call.contentType(), pathModel);
            route(call, admission, request, null, reply);
        } catch (RefusedException e) {
            refuse(admission, e.refusal(), reply);
        }
    }

    private void serveForm(
            Endpoint endpoint, Call call, Payload.Stream upload, Admission admission, Reply reply) {
        try (FormUpload form = new FormUpload(endpoint, upload, call.contentType(), spool)) {
            route(call, admission, form.readHead(), form, reply);
        } catch (RefusedUploadException e) {
            refuse(admission, e.refusal(), reply);
        } catch (IOException e) {
            if (!call.cancellation().isCancelled()) {
                throw new UncheckedIOException(e);
            }
            admission.ticket().giveBack();
            reply.end();
        }
    }

    private static void refuse(Admission admission, Refusal refusal, Reply reply) {
        admission.ticket().giveBack();
        reply.refuse(refusal);
    }

    private void route(
            Call call,
            Admission admission,
            ApiRequest request,
            @Nullable FormUpload form,
            Reply reply) {
        RunningCall begun = running.begin(call, admission, request, reply);
        try {
            routeBegun(call, admission, request, form, begun);
        } finally {
            running.end(begun);
        }
    }

    private void routeBegun(
            Call call,
            Admission admission,
            ApiRequest request,
            @Nullable FormUpload form,
            Reply reply) {
        switch (router.route(request, admission, call.time())) {
            case Routing.Nowhere no ->
                    cashier.refuse(call, admission, request, no.refusal(), reply);
            case Routing.Here here -> cashier.count(call, admission, request, reply);
            case Routing.Routes routes ->
                    serve(
                            Passage.prepared(
                                    new RoutedCall(call, admission, request, routes, form),
                                    memory,
                                    kept),
                            reply);
        }
    }

    private void serve(RoutedCall guessed, Reply reply) {
        RoutedCall routed = ContextLength.mayExceed(guessed) ? guessed.counted() : guessed;
        RoutedCall fitting = ContextLength.fitting(routed);
        if (fitting.routes().targets().isEmpty()) {
            refuse(routed, ContextLength.tooLong(routed), reply);
            return;
        }
        Routing.Routes payable = cashier.payable(fitting);
        if (payable.targets().isEmpty()) {
            refuse(routed, Cashier.unpriced(routed), reply);
        } else {
            holdAndRun(fitting.withRoutes(payable), reply);
        }
    }

    private void holdAndRun(RoutedCall guessed, Reply reply) {
        boolean exactly = guessed.admission().ticket().limitsTokens();
        RoutedCall routed = exactly ? guessed.counted() : guessed;
        HoldResult result = hold(routed);
        if (result instanceof HoldResult.Refused && mayPayLess(routed)) {
            routed.admission().ticket().trueUp(0);
            routed = routed.counted();
            result = hold(routed);
        }
        switch (result) {
            case HoldResult.Refused no -> refuse(routed, no.refusal(), reply);
            case HoldResult.Held held -> run(routed, held.hold(), reply);
        }
    }

    /// Whether counting the prompt may show that it costs less than was asked for.
    private static boolean mayPayLess(RoutedCall routed) {
        return routed.admission().isLimited() && !routed.isCounted();
    }

    private void run(RoutedCall routed, Hold hold, Reply reply) {
        Settlement settlement = new Settlement(cashier, routed, hold);
        if (routed.form() != null) {
            routed.form().chargedBy(settlement::grow);
        }
        try {
            reply.accepted();
            relay.run(routed, reply, settlement);
        } finally {
            settlement.ensureSettled();
        }
    }

    private HoldResult hold(RoutedCall routed) {
        try {
            return cashier.hold(routed);
        } catch (ArithmeticException e) {
            return new HoldResult.Refused(
                    Refusal.field(
                            "max_tokens",
                            "an answer of that length costs more than can be counted; ask for fewer tokens or choices"));
        }
    }

    private void refuse(RoutedCall routed, Refusal refusal, Reply reply) {
        cashier.refuse(routed.call(), routed.admission(), routed.request(), refusal, reply);
    }

    private static Refusal bug(Call call) {
        return Refusal.of(
                ErrorCode.INTERNAL_ERROR,
                "Something went wrong in Syngate. Please report it with the request id "
                        + call.id()
                        + ".");
    }
}
