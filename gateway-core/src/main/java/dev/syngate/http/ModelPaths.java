package dev.syngate.http;

import dev.syngate.access.AccessControl;
import dev.syngate.access.AdmissionResult;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import dev.syngate.pipeline.Background;
import dev.syngate.pipeline.FollowUps;
import dev.syngate.pipeline.FollowUps.Kind;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.protocol.Endpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Where models are called, and what providers keep of their answers.
public final class ModelPaths implements Served {
    /// Through how many gateways a call may have come.
    private static final int MOST_HOPS = 5;

    private final AccessControl access;
    private final Pipeline pipeline;
    private final Background background;
    private final FollowUps followUps;
    private final InstantSource clock;

    public ModelPaths(
            AccessControl access,
            Pipeline pipeline,
            Background background,
            FollowUps followUps,
            InstantSource clock) {
        this.access = access;
        this.pipeline = pipeline;
        this.background = background;
        this.followUps = followUps;
        this.clock = clock;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            rows.add(Row.call(endpoint, (request, reply) -> call(endpoint, request, reply)));
        }
        rows.add(socket());
        String one = "/v1/responses/{response}";
        rows.add(followUp("GET", one, "The response.", Kind.SHOW));
        rows.add(followUp("DELETE", one, "That it is deleted.", Kind.DELETE));
        rows.add(followUp("GET", one + "/input_items", "What it was asked.", Kind.LIST_INPUT));
        rows.add(followUp("POST", one + "/cancel", "The cancelled response.", Kind.CANCEL));
        return rows;
    }

    private Row socket() {
        return new Row(
                "GET",
                "/v1/responses",
                Access.API_KEY,
                "A WebSocket that takes `response.create`; 101 where it is asked for with `Upgrade: websocket`.",
                Endpoint.RESPONSES,
                this::open);
    }

    private void open(HttpRequest request, UndertowReply reply) {
        refuseLoops(request);
        Call call = request.call(clock.instant(), reply.cancellation());
        switch (access.identify(call)) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes -> {
                if (!ResponseSocket.isAsked(request)) {
                    throw RefusedException.field(
                            "upgrade",
                            "GET opens a WebSocket here, with `Upgrade: websocket`; use POST for a call over HTTP.");
                }
                reply.upgrade(
                        pipeline,
                        new ResponseSocket.Opening(call.caller(), call.remote(), call.passedOn()));
            }
        }
    }

    private void call(Endpoint endpoint, HttpRequest request, UndertowReply reply) {
        refuseLoops(request);
        ObjectNode later =
                endpoint == Endpoint.RESPONSES ? Background.asking(request.body()) : null;
        if (later != null) {
            background.begin(later, request.call(clock.instant(), reply.cancellation()), reply);
            return;
        }
        Paths.ModelCall call = request.path().modelCall();
        pipeline.serve(
                endpoint,
                call == null ? null : call.model(),
                request.call(clock.instant(), reply.cancellation()),
                wantsArray(endpoint, request) ? new JsonArrayReply(reply) : reply);
    }

    private static void refuseLoops(HttpRequest request) {
        if (request.hops() >= MOST_HOPS) {
            throw new RefusedException(
                    Refusal.of(
                            ErrorCode.LOOP_DETECTED,
                            "This call went through %d gateways already: a provider's base URL leads back to this gateway. Change or disable that provider."
                                    .formatted(request.hops())));
        }
    }

    /// Gemini streams events to those who ask for them, and an array to all others.
    private static boolean wantsArray(Endpoint endpoint, HttpRequest request) {
        return endpoint == Endpoint.STREAM_GENERATE_CONTENT
                && !"sse".equals(request.query().get("alt"));
    }

    private Row followUp(String method, String path, String answer, Kind kind) {
        return Row.of(
                method,
                path,
                Access.API_KEY,
                answer,
                (request, reply) ->
                        followUps.serve(
                                kind,
                                request.path().segments().get(1),
                                request.query(),
                                request.passedOnQuery(),
                                request.call(clock.instant(), reply.cancellation()),
                                reply));
    }
}
