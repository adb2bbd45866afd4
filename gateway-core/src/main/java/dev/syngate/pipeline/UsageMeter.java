package dev.syngate.pipeline;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.TokenCounter;
import org.jspecify.annotations.Nullable;

/// Counts what was delivered while it passes, for the bill.
final class UsageMeter {
    /// A usual density of sound, 128 kbit/s; the request's own figure is for the thinnest.
    private static final int USUAL_DENSITY = 4;

    private final RoutedCall routed;
    private final ApiRequest request;
    private final GrowingText text = new GrowingText();
    private final GrowingText reasoning = new GrowingText();
    private long countedOutput;
    private long uncounted;
    private @Nullable Usage reported;
    private @Nullable Usage counted;
    private ChatEvent.@Nullable Failed failure;
    private boolean delivered;
    private boolean done;
    private @Nullable Usage markReported;
    private boolean markDone;

    UsageMeter(RoutedCall routed) {
        this.routed = routed;
        this.request = routed.request();
    }

    static Usage of(ChatReply whole, RoutedCall routed) {
        UsageMeter meter = new UsageMeter(routed);
        meter.addWhole(whole.reasoning(), meter.reasoning);
        meter.addWhole(whole.text(), meter.text);
        meter.reported = whole.usage();
        Endpoint endpoint = routed.request().endpoint();
        boolean nothingMade = endpoint.makesImages() && whole.usage() == null;
        meter.delivered = !endpoint.isWritten() && !nothingMade;
        meter.done = true;
        return meter.usage();
    }

    void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Text more -> add(more.text(), text);
            case ChatEvent.ToolCall more -> add(more.text(), text);
            case ChatEvent.Reasoning more -> add(more.text(), reasoning);
            case ChatEvent.Counted more -> {
                reported = reported == null ? more.usage() : reported.orLarger(more.usage());
                counted = reported;
            }
            case ChatEvent.Failed failed -> failure = failed;
            case ChatEvent.Done end -> done = true;
        }
    }

    private void add(String more, GrowingText target) {
        target.add(more);
        uncounted += TokenCounter.most(more);
    }

    /// Of an answer that is whole nobody asks how long it may be.
    private void addWhole(String all, GrowingText target) {
        target.add(all);
        uncounted += all.length();
    }

    /// Something reached the client that is not text.
    void addBytes() {
        delivered = true;
    }

    /// The answer has come to its end, with or without a mark of it.
    void end() {
        done = true;
    }

    boolean isDone() {
        return done;
    }

    ChatEvent.@Nullable Failed failure() {
        return failure;
    }

    boolean hasOutput() {
        return delivered || !text.isEmpty() || !reasoning.isEmpty();
    }

    /// Whether the answer has more tokens than that; they are counted only where it is not certain.
    boolean isLongerThan(long tokens) {
        if (reported != null && reported.output() > tokens) {
            return true;
        }
        return countedOutput + uncounted > tokens && delivered() > tokens;
    }

    /// The tokens of the answer by now, with the thoughts that the provider counts but does not
    /// show.
    long output() {
        return reported == null ? delivered() : Math.max(delivered(), reported.output());
    }

    private long delivered() {
        if (uncounted > 0) {
            countedOutput = reasoning.tokens() + text.tokens();
            uncounted = 0;
        }
        return countedOutput;
    }

    /// Remembers the answer as it is now, so that [#endUnpaid] can return to it.
    void mark() {
        text.mark();
        reasoning.mark();
        markReported = reported;
        markDone = done;
    }

    private void backToMark() {
        text.backToMark();
        reasoning.backToMark();
        reported = markReported;
        done = markDone;
        countedOutput = reasoning.tokens() + text.tokens();
        uncounted = 0;
    }

    /// Forgets what came since the mark, because it can't be paid; thoughts that came to light by a
    /// count are charged as far as they are held.
    void endUnpaid(long held) {
        Usage told = reported;
        backToMark();
        if (told != null && told.output() > held) {
            reported = told.withOutput(Math.max(held, delivered()));
        }
    }

    /// What the provider counted; where it did not, our own count of what was delivered; nothing
    /// where nothing was.
    Usage usage() {
        if (!hasOutput() && !reportsOutput()) {
            return Usage.NONE;
        }
        if (request.endpoint().isFree()) {
            return Usage.NONE;
        }
        return reported == null ? estimate() : withRequestsMedia(credible(reported));
    }

    /// What the provider asks for: all that it counted, also of an answer of which nothing came, or
    /// of which not all can be charged.
    Usage spent() {
        Usage charged = usage();
        boolean less =
                counted != null
                        && !request.endpoint().isFree()
                        && (charged.isNone() || counted.output() > charged.output());
        return less && counted != null ? withRequestsMedia(counted) : charged;
    }

    /// Thoughts that a provider keeps to itself are output too, and so are pictures and vectors.
    private boolean reportsOutput() {
        return done
                && reported != null
                && (reported.output() > 0 || !request.endpoint().isWritten());
    }

    private Usage estimate() {
        return Usage.estimate(promptTokens(), delivered(), reasoning.tokens())
                .withMedia(estimatedMedia());
    }

    private long promptTokens() {
        return routed.counted().request().promptTokens();
    }

    /// What was reported, without what can't be true: nothing for a prompt or beside an answer. A
    /// stream that was cut off may also have told less than it sent.
    private Usage credible(Usage known) {
        if (known.media().isMeasured()) {
            return known;
        }
        boolean tooLittle = done ? known.output() == 0 : known.output() < delivered();
        long input = known.input() == 0 ? promptTokens() : known.input();
        long output = tooLittle ? delivered() : known.output();
        if (input == known.input() && output == known.output()) {
            return known;
        }
        return new Usage(
                input,
                known.cachedInput(),
                known.cacheWrite(),
                known.cacheWriteHour(),
                output,
                tooLittle ? Math.max(known.reasoning(), reasoning.tokens()) : known.reasoning(),
                known.media(),
                true);
    }

    /// Few providers say of which size and quality their pictures are, none how many characters
    /// they spoke.
    private Usage withRequestsMedia(Usage known) {
        Media asked = request.media();
        Media made = known.media();
        if (made.images() == 0 && asked.characters() == 0) {
            return known;
        }
        return known.withMedia(
                new Media(
                        made.audioInput(),
                        made.audioOutput(),
                        made.imageInput(),
                        made.imageOutput(),
                        made.images(),
                        made.imageSize() == null ? asked.imageSize() : made.imageSize(),
                        made.imageQuality() == null ? asked.imageQuality() : made.imageQuality(),
                        made.millis(),
                        asked.characters()));
    }

    private Media estimatedMedia() {
        Media asked = request.media();
        return asked.millis() > 0 ? Media.ofMillis(asked.millis() / USUAL_DENSITY) : asked;
    }
}
