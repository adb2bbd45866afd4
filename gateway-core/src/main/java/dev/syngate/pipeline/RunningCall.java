package dev.syngate.pipeline;

import dev.syngate.access.Admission;
import dev.syngate.access.RateLimiter.RateLimitStatus;
import dev.syngate.bodies.BodyLog;
import dev.syngate.bodies.BodyPolicy.Keep;
import dev.syngate.bodies.KeptBodies;
import dev.syngate.call.Call;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.requestlog.RequestRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A call that runs: stands between the pipeline and the way back to the caller, so that others see
/// how far it is, and takes down what was said where that is kept. Written by the call's thread,
/// read by any.
final class RunningCall implements Reply {
    private static final int KIBIBYTE = 1024;

    private final Call call;
    private final Admission admission;
    private final ApiRequest request;
    private final Reply reply;
    private final Keep keep;
    private final int most;
    private volatile @Nullable String provider;
    private volatile @Nullable Long firstMillis;
    private volatile long sent;
    private @Nullable ByteArrayOutputStream taken;
    private String type = "";
    private boolean isCut;
    private boolean failed;

    /// @param keep whether what is said is taken down
    /// @param kibibytes how much of each body
    RunningCall(
            Call call,
            Admission admission,
            ApiRequest request,
            Reply reply,
            Keep keep,
            int kibibytes) {
        this.call = call;
        this.admission = admission;
        this.request = request;
        this.reply = reply;
        this.keep = keep;
        this.most = kibibytes * KIBIBYTE;
    }

    Call call() {
        return call;
    }

    /// The call as a record of what is known by now; its status is [RequestRecord#RUNNING].
    RequestRecord asRecord() {
        return new RequestRecord(
                call.id(),
                call.time(),
                admission.spender().account().id(),
                admission.group().name(),
                admission.spender().key(),
                admission.keyName(),
                request.endpoint().path(),
                request.model(),
                provider,
                null,
                RequestRecord.RUNNING,
                null,
                request.stream(),
                null,
                firstMillis,
                call.elapsedMillis(),
                List.of(),
                call.userAgent());
    }

    /// Bytes of the answer that the caller has got.
    long sent() {
        return sent;
    }

    /// Keeps what was said, where it is to be kept.
    void keepIn(BodyLog bodies) {
        if (keep == Keep.ALL || (keep == Keep.ERRORS && failed)) {
            byte[] body = call.body();
            bodies.add(
                    call.id(),
                    call.time(),
                    new KeptBodies(
                            call.contentType(),
                            body.length > most ? Arrays.copyOf(body, most) : body,
                            body.length > most || call.upload() != null,
                            type,
                            taken == null ? new byte[0] : taken.toByteArray(),
                            isCut));
        }
    }

    private void take(byte[] bytes, int offset, int length) {
        if (firstMillis == null) {
            firstMillis = call.elapsedMillis();
        }
        // only this thread writes it
        long before = sent;
        sent = before + length;
        if (keep == Keep.OFF) {
            return;
        }
        if (taken == null) {
            taken = new ByteArrayOutputStream();
        }
        int room = Math.min(length, most - taken.size());
        taken.write(bytes, offset, room);
        isCut |= room < length;
    }

    @Override
    public void header(String name, String value) {
        reply.header(name, value);
    }

    @Override
    public void rateLimit(Supplier<RateLimitStatus> now) {
        reply.rateLimit(now);
    }

    @Override
    public void accepted() {
        reply.accepted();
    }

    @Override
    public void awaitEvents() {
        reply.awaitEvents();
    }

    @Override
    public void routed(String name) {
        provider = name;
    }

    @Override
    public void refuse(Refusal refusal) {
        tellRefusal(refusal);
        reply.refuse(refusal);
    }

    private void tellRefusal(Refusal refusal) {
        failed = true;
        if (keep != Keep.OFF) {
            type = type.isEmpty() ? "application/json" : type;
            byte[] body = ErrorBodies.of(refusal, request.endpoint().errors());
            take(body, 0, body.length);
        }
    }

    @Override
    public void whole(int status, String contentType, byte[] body) {
        failed |= status >= 400;
        type = contentType;
        take(body, 0, body.length);
        reply.whole(status, contentType, body);
    }

    @Override
    public void begin(String contentType) {
        type = contentType;
        reply.begin(contentType);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        take(bytes, offset, length);
        reply.write(bytes, offset, length);
    }

    @Override
    public void settled(RequestRecord settled) throws IOException {
        failed |= settled.failed();
        reply.settled(settled);
    }

    @Override
    public void fail(Refusal refusal, byte[] event) {
        tellRefusal(refusal);
        reply.fail(refusal, event);
    }

    @Override
    public void end() {
        reply.end();
    }
}
