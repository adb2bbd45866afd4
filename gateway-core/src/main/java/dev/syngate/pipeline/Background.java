package dev.syngate.pipeline;

import dev.syngate.access.AccessControl;
import dev.syngate.access.AdmissionResult;
import dev.syngate.call.Call;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.responses.KeptResponses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// Calls of the Responses API whose caller does not wait (`background`): they run here, whatever
/// the provider, and their response is kept under an id that is told at once. A stop of the program
/// cancels them. Safe for any thread.
public final class Background implements AutoCloseable {
    private static final String FIELD = "background";
    private static final String STATUS = "status";
    private static final String JSON = "application/json";
    private static final Duration UNWIND = Duration.ofSeconds(5);

    private final AccessControl access;
    private final Pipeline pipeline;
    private final KeptResponses kept;
    private final Map<String, LaterReply> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Background(AccessControl access, Pipeline pipeline, KeptResponses kept) {
        this.access = access;
        this.pipeline = pipeline;
        this.kept = kept;
    }

    /// The request where it asks to run in the background; null: it does not.
    public static @Nullable ObjectNode asking(byte[] body) {
        try {
            return new String(body, StandardCharsets.ISO_8859_1).contains(FIELD)
                            && Json.MAPPER.readTree(body) instanceof ObjectNode request
                            && request.path(FIELD).asBoolean(false)
                    ? request
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// Begins a call, and answers with its response as it begins.
    ///
    /// @throws RefusedException where it can't run like this
    public void begin(ObjectNode request, Call call, Reply reply) {
        reply.header("x-request-id", call.id());
        if (request.path("stream").asBoolean(false)) {
            throw RefusedException.field(
                    "stream", "A response in the background can't be streamed; ask for its id.");
        }
        if (!request.path("store").asBoolean(true)) {
            throw RefusedException.field(
                    "store", "A response in the background has to be stored, to be asked for.");
        }
        switch (access.identify(call)) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes ->
                    begin(request, call, yes.admission().spender().key(), reply);
        }
    }

    private void begin(ObjectNode request, Call call, String key, Reply reply) {
        LaterReply later = new LaterReply(request, call, key, kept);
        if (!later.fits()) {
            throw RefusedException.field(
                    FIELD,
                    "A response in the background is stored with its input, and this one is larger than the %d MiB that are kept of one."
                            .formatted(kept.limits().largest()));
        }
        running.put(later.id(), later);
        threads.execute(() -> run(later));
        Refusal no = later.begun();
        if (no == null) {
            reply.whole(200, JSON, Json.MAPPER.writeValueAsBytes(later.inProgress()));
        } else {
            reply.refuse(no);
        }
    }

    private void run(LaterReply later) {
        try {
            pipeline.serve(Endpoint.RESPONSES, null, later.call(), later);
        } finally {
            try {
                later.close();
            } finally {
                running.remove(later.id());
                later.over().countDown();
            }
        }
    }

    /// A response as it is now: one that a stop of the program ended has failed.
    ///
    /// @param kept reads what is kept; asked last, because a response that ends is kept before it
    ///   is no longer among those that run
    ObjectNode asItIs(String id, Supplier<ObjectNode> kept) {
        LaterReply later = running.get(id);
        if (later != null) {
            return later.now();
        }
        ObjectNode response = kept.get();
        if (response.path(STATUS).asString("").equals("in_progress")) {
            response.put(STATUS, "failed")
                    .putObject("error")
                    .put("code", "server_error")
                    .put("message", "Syngate was stopped while this response was in progress.");
        }
        return response;
    }

    /// Cancels a response, unless it has ended already.
    ///
    /// @throws RefusedException where it did not run in the background
    ObjectNode cancel(String id, Supplier<ObjectNode> kept) {
        LaterReply later = running.get(id);
        ObjectNode response = asItIs(id, kept);
        if (!response.path(FIELD).asBoolean(false)) {
            throw RefusedException.field(
                    "response_id", "Only a response that runs in the background can be cancelled.");
        }
        return later == null ? response : later.cancel();
    }

    /// Stops a response that nobody will ask for, and waits until nothing more of it is kept.
    void stop(String id) {
        LaterReply later = running.get(id);
        if (later != null) {
            later.call().cancellation().cancel();
            try {
                later.over().await(UNWIND.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Cancels what runs, and waits until it is settled.
    @Override
    public void close() {
        running.values().forEach(later -> later.call().cancellation().cancel());
        threads.shutdown();
        try {
            threads.awaitTermination(UNWIND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
