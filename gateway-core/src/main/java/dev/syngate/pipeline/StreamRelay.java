package dev.syngate.pipeline;

import dev.syngate.call.Cancellation;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.Endpoint;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RequestRecord.Attempt;
import dev.syngate.responses.KeptResponses;
import dev.syngate.routing.Dispatcher.Dispatch;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Relays one streamed answer: whole events as they come, byte for byte, counted while they pass.
///
/// The end of the stream is held back until the charge is durable, so whoever saw it complete has
/// paid.
final class StreamRelay {
    private static final int FIRST_BYTES = 1024;

    /// How many more output tokens are held when the money does not last for twice as many.
    private static final int SMALL_STEP = 64;

    private final RoutedCall routed;
    private final Dispatch.Opened opened;
    private final AnswerEvents events;
    private final Reply reply;
    private final UsageMeter meter;
    private final Settlement settlement;
    private final Cancellation cancellation;
    private final KeptResponses kept;
    private final ByteArrayOutputStream due = new ByteArrayOutputStream(FIRST_BYTES);
    private boolean finished;
    private int passedOn;
    private long heldOutput;
    private @Nullable Refusal unpayable;
    private @Nullable Long firstTokenMillis;

    /// @param events of the opened answer
    StreamRelay(
            RoutedCall routed,
            Dispatch.Opened opened,
            AnswerEvents events,
            Reply reply,
            Settlement settlement,
            KeptResponses kept) {
        this.kept = kept;
        this.routed = routed;
        this.opened = opened;
        this.events = events;
        this.reply = reply;
        this.meter = new UsageMeter(routed);
        this.settlement = settlement;
        this.heldOutput = routed.request().most(0).output();
        this.cancellation = routed.call().cancellation();
    }

    void run() {
        RouteHeaders.put(reply, routed.call(), opened);
        reply.begin("text/event-stream");
        try {
            relayEvents();
        } catch (IOException e) {
            boolean whole = isHeldBack() || meter.failure() != null;
            if (!whole || cancellation.isCancelled()) {
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
        while (events.read() && !hasEnded()) {
            takeEvents();
            if (hasEnded()) {
                return;
            }
            if (!isHeldBack()) {
                flush();
            }
        }
        if (!hasEnded() && meter.failure() == null) {
            endUnmarked();
        }
    }

    /// A stream that said why it finished, and was closed, is complete without its mark.
    private void endUnmarked() throws IOException {
        if (!isFinished()) {
            throw new EOFException("the stream ended without its end");
        }
        due.writeBytes(routed.request().endpoint().endMark().getBytes(StandardCharsets.US_ASCII));
    }

    /// Whether each choice said why it ended.
    private boolean isFinished() {
        return finished && events.haveEnded(routed.request().choices());
    }

    /// What a provider sends after its end or its failure is dropped: a failure must not look like
    /// a normal end.
    private boolean hasEnded() {
        boolean failed = meter.failure() != null && !passesFailuresOn();
        return meter.isDone() || failed || unpayable != null;
    }

    private boolean isCutShort() {
        return meter.failure() != null || unpayable != null;
    }

    /// The last event of a stream without a mark of its end is the end.
    private boolean isHeldBack() {
        return isFinished() && routed.request().endpoint().endsWithoutMark();
    }

    private void takeEvents() throws IOException {
        for (ChatChunk said = events.next(); said != null; said = events.next()) {
            take(said);
            if (hasEnded()) {
                return;
            }
        }
    }

    private void take(ChatChunk chunk) throws IOException {
        if (meter.failure() != null && chunk.failure() == null) {
            return;
        }
        count(chunk);
        boolean hidden = chunk.usageOnly() && !routed.request().includeUsage();
        if (hidden || (isCutShort() && !passesFailuresOn())) {
            return;
        }
        if (meter.isDone()) {
            flush();
        }
        passedOn += events.writeTo(due);
    }

    private void count(ChatChunk chunk) {
        meter.mark();
        chunk.events().forEach(meter::add);
        if (routed.request().endpoint() == Endpoint.SPEECH && meter.failure() == null) {
            meter.addBytes();
        }
        if (routed.admission().hasLimitedMoney() && meter.isLongerThan(heldOutput)) {
            unpayable = grow();
        }
        if (unpayable != null) {
            meter.endUnpaid(heldOutput);
            return;
        }
        finished |= chunk.finished();
        if (firstTokenMillis == null && meter.hasOutput()) {
            firstTokenMillis = routed.call().elapsedMillis();
        }
    }

    /// Holds as much again for an answer that has become longer than what was held for it, or else
    /// a little more, or what it has by now; says why none can be.
    private @Nullable Refusal grow() {
        long needed = meter.output();
        Refusal refusal = null;
        for (long output : new long[] {2 * needed, needed + SMALL_STEP, needed}) {
            refusal = settlement.grow(output);
            if (refusal == null) {
                heldOutput = output;
                return null;
            }
        }
        return refusal;
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
        opened.reply().ended(false);
        settlement.settle(ending(200, refusal.code().code()));
        if (meter.isDone()) {
            sendRestAndEnd();
        } else {
            sendRestAndFail(refusal);
        }
    }

    /// The Responses API has an event of its own for a response that failed, which may come after
    /// an error; elsewhere providers' words come in many shapes that clients do not understand, so
    /// they are told in the gateway's.
    private boolean passesFailuresOn() {
        return unpayable == null
                && events instanceof NativeEvents
                && routed.request().endpoint() == Endpoint.RESPONSES;
    }

    private void sendRestAndFail(Refusal refusal) {
        try {
            flush();
        } catch (IOException e) {
            // The client left as well; everything is settled.
        }
        fail(refusal);
    }

    private void fail(Refusal refusal) {
        reply.fail(refusal, BrokenStream.event(routed, refusal, events.keptAs(), passedOn));
    }

    private void endWell() {
        meter.end();
        opened.reply().ended(true);
        kept.remember(
                events.keptAs(),
                routed.admission().spender().key(),
                opened.target().provider().id(),
                opened.target().credentialId());
        RequestRecord settled = settlement.settle(ending(200, null));
        try {
            reply.settled(settled);
        } catch (IOException e) {
            cancellation.cancel();
        }
        sendRestAndEnd();
        opened.reply().drain();
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
        opened.reply().ended(false);
        settlement.settle(ending(200, refusal.code().code()));
        fail(refusal);
    }

    private Ending ending(int status, @Nullable String error) {
        return new Ending(
                status,
                error,
                meter.usage(),
                meter.spent(),
                opened.target(),
                firstTokenMillis,
                attempts());
    }

    /// The record tells of a response that was too large to be stored.
    private List<Attempt> attempts() {
        if (events.isKept()) {
            return opened.attempts();
        }
        List<Attempt> attempts = new ArrayList<>(opened.attempts());
        attempts.add(attempts.removeLast().and(" without " + Passage.NOT_KEPT));
        return attempts;
    }
}
