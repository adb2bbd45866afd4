package dev.syngate.http;

import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.StoredResponses;
import dev.syngate.protocol.Endpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Where models are called, and what providers keep of their answers.
public final class ModelPaths implements Served {
    private final Pipeline pipeline;
    private final StoredResponses storedResponses;
    private final InstantSource clock;

    public ModelPaths(Pipeline pipeline, StoredResponses storedResponses, InstantSource clock) {
        this.pipeline = pipeline;
        this.storedResponses = storedResponses;
        this.clock = clock;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            rows.add(Row.call(endpoint, (request, reply) -> call(endpoint, request, reply)));
        }
        rows.add(stored("GET", "/v1/responses/{response}", "The response."));
        rows.add(stored("DELETE", "/v1/responses/{response}", "That it is deleted."));
        rows.add(stored("GET", "/v1/responses/{response}/input_items", "What it was asked."));
        return rows;
    }

    private void call(Endpoint endpoint, HttpRequest request, UndertowReply reply) {
        Paths.ModelCall call = request.path().modelCall();
        pipeline.serve(
                endpoint,
                call == null ? null : call.model(),
                request.call(clock.instant(), reply.cancellation()),
                wantsArray(endpoint, request) ? new JsonArrayReply(reply) : reply);
    }

    /// Gemini streams events to those who ask for them, and an array to all others.
    private static boolean wantsArray(Endpoint endpoint, HttpRequest request) {
        return endpoint == Endpoint.STREAM_GENERATE_CONTENT
                && !"sse".equals(request.query().get("alt"));
    }

    private Row stored(String method, String path, String answer) {
        return Row.of(
                method,
                path,
                Access.API_KEY,
                answer,
                (request, reply) ->
                        storedResponses.serve(
                                method,
                                request.passedOnQuery(),
                                request.call(clock.instant(), reply.cancellation()),
                                reply));
    }
}
