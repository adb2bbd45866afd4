package dev.syngate.pipeline;

import dev.syngate.call.Call;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Refusal;
import dev.syngate.codec.ResponseObject;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.responses.KeptResponses;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The answer to a call in the background: it is kept instead of sent. Safe for any thread.
final class LaterReply implements Reply {
    private static final String FIELD = "background";

    private final ObjectNode request;
    private final Call call;
    private final String key;
    private final KeptResponses kept;
    private final ResponseObject response;
    private final CompletableFuture<Optional<Refusal>> begun = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean refused;
    private @Nullable ObjectNode last;

    LaterReply(ObjectNode request, Call asked, String key, KeptResponses kept) {
        this.request = request;
        this.key = key;
        this.kept = kept;
        this.response =
                new ResponseObject(
                        asked.id(),
                        request.path("model").asString(""),
                        asked.time().getEpochSecond(),
                        request);
        this.call =
                new Call(
                        asked.id(),
                        asked.time(),
                        asked.arrivedNanos(),
                        asked.caller(),
                        asked.remote(),
                        asked.path(),
                        Json.MAPPER.writeValueAsBytes(request.deepCopy().without(FIELD)),
                        asked.contentType(),
                        asked.passedOn(),
                        new Cancellation());
    }

    /// The call as it runs: nobody who leaves cancels it.
    Call call() {
        return call;
    }

    String id() {
        return ResponseObject.PREFIX + call.id();
    }

    ObjectNode inProgress() {
        return response.inProgress().put(FIELD, true);
    }

    /// Waits until the call is allowed to run.
    ///
    /// @return what it is refused for; null: it runs
    @Nullable Refusal begun() {
        return begun.join().orElse(null);
    }

    @Override
    public void accepted() {
        kept.keep(key, inProgress(), request);
        kept.sync();
        begun.complete(Optional.empty());
    }

    /// Opens when nothing more of the call will be kept.
    CountDownLatch over() {
        return over;
    }

    /// The response as it is now.
    synchronized ObjectNode now() {
        return last == null ? inProgress() : last.deepCopy();
    }

    /// How it ends is said once.
    private synchronized void ended(ObjectNode how) {
        if (last == null) {
            last = how.put("id", id()).put(FIELD, true);
        }
    }

    /// The call is over: keeps how it ended, in the place of whatever was kept on the way.
    void close() {
        end();
        if (!refused) {
            if (!kept.keep(key, now(), request)) {
                kept.keep(key, tooLarge(), request);
            }
            kept.sync();
        }
    }

    private ObjectNode tooLarge() {
        String message =
                "The response is larger than the %d MiB that are kept of one; ask for it without `background`."
                        .formatted(kept.limits().largest());
        return response.failed("server_error", message, Json.MAPPER.createArrayNode())
                .put(FIELD, true);
    }

    /// Whether it can be kept at all, with what it answers.
    boolean fits() {
        return kept.fits(tooLarge(), request);
    }

    /// Cancels the call; its response says so, unless it has ended.
    ObjectNode cancel() {
        ended(response.inProgress().put("status", "cancelled"));
        call.cancellation().cancel();
        return now();
    }

    private void failed(String code, String message) {
        ended(response.failed(code, message, Json.MAPPER.createArrayNode()));
    }

    @Override
    public synchronized void refuse(Refusal refusal) {
        if (begun.complete(Optional.of(refusal))) {
            refused = true;
        } else {
            failed(refusal.code().code(), refusal.message());
        }
    }

    @Override
    public void fail(Refusal refusal, byte[] event) {
        refuse(refusal);
    }

    @Override
    public void whole(int status, String contentType, byte[] body) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            answer = Json.MAPPER.createObjectNode();
        }
        if (status < 400 && answer instanceof ObjectNode whole) {
            ended(whole);
        } else {
            JsonNode error = answer.path("error");
            failed(
                    error.path("code").asString("server_error"),
                    error.path("message").asString("The provider refused the call."));
        }
    }

    /// The call was left before it had an answer.
    @Override
    public void end() {
        begun.complete(Optional.empty());
        ended(response.inProgress().put("status", "cancelled"));
    }

    @Override
    public void header(String name, String value) {}

    @Override
    public void begin(String contentType) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void settled(RequestRecord settled) {}
}
