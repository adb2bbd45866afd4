package dev.syngate.pipeline;

import dev.syngate.access.ApiKeys;
import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.KeptBodies;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends requests again whose bodies were kept, through the same pipeline, charged and recorded as
/// any other; the answer is kept, whatever the policy says. Safe for any thread.
public final class Replay {
    private final Pipeline pipeline;
    private final RequestLog requests;
    private final BodyLog bodies;
    private final ApiKeys keys;
    private final InstantSource clock;
    private final Function<Instant, String> ids;

    /// @param ids makes the id of a request that arrives at the instant
    public Replay(
            Pipeline pipeline,
            RequestLog requests,
            BodyLog bodies,
            ApiKeys keys,
            InstantSource clock,
            Function<Instant, String> ids) {
        this.pipeline = pipeline;
        this.requests = requests;
        this.bodies = bodies;
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
    }

    /// Sends the request again and waits for the end of its answer.
    ///
    /// @param key the id or name of the key that is used and charged; null: that of the request
    /// @param model what is asked for instead; null: the same model
    /// @return the new record
    /// @throws RefusedException when there is no such request, or its body was not kept as a whole,
    ///   or it is refused this time
    public RequestRecord run(String id, @Nullable String key, @Nullable String model) {
        RequestRecord item =
                requests.find(id)
                        .orElseThrow(() ->
                                RefusedException.notFound("there is no request \"" + id + "\""));
        Endpoint endpoint = endpoint(item);
        String asked = Objects.requireNonNullElse(model, item.model());
        Instant now = clock.instant();
        Call call =
                new Call(
                        ids.apply(now),
                        now,
                        System.nanoTime(),
                        caller(item, key),
                        InetAddress.getLoopbackAddress(),
                        item.endpoint(),
                        body(id, endpoint, model),
                        null,
                        "",
                        Call.REPLAY_OF + id,
                        Map.of(),
                        new Cancellation());
        Unheard reply = new Unheard();
        pipeline.serve(endpoint, endpoint.hasModelInPath() ? asked : null, call, reply);
        return requests.find(call.id()).orElseThrow(() -> new RefusedException(reply.refusal()));
    }

    private static Endpoint endpoint(RequestRecord item) {
        return Stream.of(Endpoint.values())
                .filter(one -> one.path().equals(item.endpoint()))
                .findFirst()
                .orElseThrow(() ->
                        RefusedException.conflict(
                                "\"" + item.endpoint() + "\" can't be sent again"));
    }

    private Caller caller(RequestRecord item, @Nullable String key) {
        if (key == null && item.key().equals(Caller.ThisApp.KEY)) {
            return new Caller.ThisApp(item.group());
        }
        return new Caller.OnBehalfOf(keys.get(Objects.requireNonNullElse(key, item.key())).id());
    }

    private byte[] body(String id, Endpoint endpoint, @Nullable String model) {
        KeptBodies kept =
                bodies.find(id)
                        .orElseThrow(() ->
                                RefusedException.conflict(
                                        "what was said in this request was not kept, so it can't be sent again; keep bodies with: syngate bodies set --keep all"));
        if (kept.isRequestCut()) {
            throw RefusedException.conflict(
                    "this request was not kept as a whole, so it can't be sent again");
        }
        if (model == null || endpoint.hasModelInPath()) {
            return kept.request();
        }
        JsonNode body = Json.MAPPER.readTree(kept.request());
        return body instanceof ObjectNode object
                ? Json.MAPPER.writeValueAsBytes(object.put("model", model))
                : kept.request();
    }

    /// Lets the answer go; it is read from what is kept.
    private static final class Unheard implements Reply {
        private @Nullable Refusal refusal;

        Refusal refusal() {
            return Objects.requireNonNullElse(
                    refusal, Refusal.of(ErrorCode.INTERNAL_ERROR, "The request left no record."));
        }

        @Override
        public void header(String name, String value) {}

        @Override
        public void refuse(Refusal no) {
            refusal = no;
        }

        @Override
        public void whole(int status, String contentType, byte[] body) {}

        @Override
        public void begin(String contentType) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void settled(RequestRecord settled) {}

        @Override
        public void fail(Refusal no, byte[] event) {
            refusal = no;
        }

        @Override
        public void end() {}
    }
}
