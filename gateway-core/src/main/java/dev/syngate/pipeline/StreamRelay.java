package dev.syngate.pipeline;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Relays one streamed answer: whole events as they come, byte for byte, counted while they pass.
///
/// The end of the stream is held back until the charge is durable, so whoever saw it complete has
/// paid.
final class StreamRelay {
    private static final int READ_BYTES = 16 * 1024;

    /// So many output tokens more are held where not as many again can be.
    private static final int SMALL_STEP = 64;

    private final RoutedCall routed;
    private final Dispatch.Opened opened;
    private final Reply reply;
    private final UsageMeter meter;
    private final Settlement settlement;
    private final Cancellation cancellation;
    private final AnswerReader reader;
    private final ResponseOwners kept;
    private final SseParser parser = new SseParser();
    private final ByteArrayOutputStream due = new ByteArrayOutputStream(READ_BYTES);
    private boolean finished;
    private long heldOutput;
    private @Nullable Refusal unpayable;
    private @Nullable Long firstTokenMillis;

    StreamRelay(
            RoutedCall routed,
            Dispatch.Opened opened,
            Reply reply,
            Settlement settlement,
            ResponseOwners kept) {
        this.kept = kept;
        this.routed = routed;
        this.opened = opened;
        this.reply = reply;
        this.meter = new UsageMeter(routed);
        this.settlement = settlement;
        this.reader = Passage.reader(routed, opened);
        this.heldOutput = routed.request().most(0).output();
        this.cancellation = routed.call().cancellation();
    }

    void run() {
        RouteHeaders.put(reply, routed.call(), opened, 0);
        reply.begin("text/event-stream");
        try {
            relayEvents();
        } catch (IOException e) {
            if (!isHeldBack() || cancellation.isCancelled()) {
                endBroken(e);
                return;
            }
        }
        if (unpayable != null) {
            endUnpaid(unpayable);
        } else if (meter.failure() != null) {
            endFailed(meter.failure());
        } else {
            endWell();
        }
    }

    private void relayEvents() throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        for (int n = opened.reply().read(buffer);
                n >= 0 && !hasEnded();
                n = opened.reply().read(buffer)) {
            parser.feed(buffer, 0, n);
            takeEvents();
            if (hasEnded()) {
                return;
            }
            if (!isHeldBack()) {
                flush();
            }
        }
        SseEvent rest = parser.rest();
        if (rest != null && !hasEnded()) {
            take(rest);
        }
        if (!hasEnded() && !finished) {
            throw new EOFException("the stream ended without its end");
        }
    }

    /// What a provider sends after its end or its failure is dropped: a failure must not look like
    /// a normal end.
    private boolean hasEnded() {
        return meter.isDone() || isCutShort();
    }

    private boolean isCutShort() {
        return meter.failure() != null || unpayable != null;
    }

    /// The last event of a stream without a mark of its end is the end.
    private boolean isHeldBack() {
        return finished && routed.request().endpoint().endsWithoutMark();
    }

    private void takeEvents() throws IOException {
        for (SseEvent event = parser.next(); event != null && !hasEnded(); event = parser.next()) {
            take(event);
        }
    }

    private void take(SseEvent event) throws IOException {
        ChatChunk chunk = reader.chunk(event);
        count(chunk);
        boolean hidden = chunk.usageOnly() && !routed.request().includeUsage();
        if (hidden || (isCutShort() && !passesFailuresOn())) {
            return;
        }
        if (meter.isDone()) {
            flush();
        }
        due.writeBytes(event.raw());
    }

    private void count(ChatChunk chunk) {
        UsageMeter.Place before = meter.place();
        chunk.events().forEach(meter::add);
        if (routed.request().endpoint() == Endpoint.SPEECH && meter.failure() == null) {
            meter.addBytes();
        }
        if (routed.admission().hasLimitedMoney() && meter.isLongerThan(heldOutput)) {
            unpayable = grow();
        }
        if (unpayable != null) {
            meter.backTo(before);
            return;
        }
        finished |= chunk.finished();
        if (firstTokenMillis == null && meter.hasOutput()) {
            firstTokenMillis = routed.call().elapsedMillis();
        }
    }

    /// Holds as much again for an answer that has become longer than what was held for it, or else
    /// a little more; says why neither can be.
    private @Nullable Refusal grow() {
        heldOutput = 2 * meter.output();
        if (settlement.grow(heldOutput) == null) {
            return null;
        }
        heldOutput = meter.output() + SMALL_STEP;
        return settlement.grow(heldOutput);
    }

    private void flush() throws IOException {
        if (due.size() > 0) {
            byte[] bytes = due.toByteArray();
            due.reset();
            try {
                reply.write(bytes, 0, bytes.length);
            } catch (IOException e) {
                cancellation.cancel();
                throw e;
            }
        }
    }

    private void endUnpaid(Refusal refusal) {
        opened.reply().close();
        settlement.settle(ending(200, refusal.code().code()));
        sendRestAndFail(refusal);
    }

    private void endFailed(ChatEvent.Failed failure) {
        Refusal refusal = Refusal.of(ErrorCode.UPSTREAM_ERROR, failure.message());
        settlement.settle(ending(200, refusal.code().code()));
        if (passesFailuresOn()) {
            sendRestAndEnd();
        } else {
            sendRestAndFail(refusal);
        }
    }

    /// The Responses API has an event of its own for a response that failed; elsewhere providers'
    /// words come in many shapes that clients do not understand, so they are told in the gateway's.
    private boolean passesFailuresOn() {
        return unpayable == null && routed.request().endpoint() == Endpoint.RESPONSES;
    }

    private void sendRestAndFail(Refusal refusal) {
        try {
            flush();
        } catch (IOException e) {
            // The client left as well; everything is settled.
        }
        reply.fail(refusal);
    }

    private void endWell() {
        meter.end();
        kept.remember(reader.keptAs(), routed, opened.target());
        RequestRecord settled = settlement.settle(ending(200, null));
        try {
            reply.settled(settled);
        } catch (IOException e) {
            cancellation.cancel();
        }
        sendRestAndEnd();
    }

    private void sendRestAndEnd() {
        try {
            flush();
        } catch (IOException e) {
            // The client left at the very end; everything is settled.
        }
        reply.end();
    }

    private void endBroken(IOException e) {
        if (cancellation.isCancelled()) {
            settlement.settle(ending(Ending.CLIENT_LEFT, null));
            reply.end();
            return;
        }
        Refusal refusal = Relay.broken(e);
        settlement.settle(ending(200, refusal.code().code()));
        reply.fail(refusal);
    }

    private Ending ending(int status, @Nullable String error) {
        return new Ending(
                status, error, meter.usage(), opened.target(), firstTokenMillis, opened.attempts());
    }
}
