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
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private long countedOutput;
    private long uncounted;
    private @Nullable Usage reported;
    private ChatEvent.@Nullable Failed failure;
    private boolean delivered;
    private boolean done;

    UsageMeter(RoutedCall routed) {
        this.routed = routed;
        this.request = routed.request();
    }

    static Usage of(ChatReply whole, RoutedCall routed) {
        UsageMeter meter = new UsageMeter(routed);
        meter.reasoning.append(whole.reasoning());
        meter.text.append(whole.text());
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
            case ChatEvent.Reasoning more -> add(more.text(), reasoning);
            case ChatEvent.Counted usage -> reported = usage.usage();
            case ChatEvent.Failed failed -> failure = failed;
            case ChatEvent.Done end -> done = true;
        }
    }

    private void add(String more, StringBuilder target) {
        target.append(more);
        uncounted += TokenCounter.most(more);
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
        if (countedOutput + uncounted <= tokens) {
            return false;
        }
        return output() > tokens;
    }

    /// The tokens of the answer by now.
    long output() {
        if (uncounted > 0) {
            countedOutput = tokens(reasoning) + tokens(text);
            uncounted = 0;
        }
        return countedOutput;
    }

    /// A place in the answer that [#backTo] can return to.
    record Place(int text, int reasoning, @Nullable Usage reported, boolean done) {}

    Place place() {
        return new Place(text.length(), reasoning.length(), reported, done);
    }

    /// Forgets what came since: it is not delivered.
    void backTo(Place place) {
        text.setLength(place.text());
        reasoning.setLength(place.reasoning());
        reported = place.reported();
        done = place.done();
        countedOutput = tokens(reasoning) + tokens(text);
        uncounted = 0;
    }

    /// What the provider counted; where it did not, our own count of what was delivered; nothing
    /// where nothing was.
    Usage usage() {
        if (!hasOutput() && !reportsOutput()) {
            return Usage.NONE;
        }
        if (reported != null) {
            return done ? withRequestsMedia(reported) : atLeastDelivered(reported);
        }
        return request.endpoint().isFree() ? Usage.NONE : estimate();
    }

    /// Thoughts that a provider keeps to itself are output too, and so are pictures and vectors.
    private boolean reportsOutput() {
        return done
                && reported != null
                && (reported.output() > 0 || !request.endpoint().isWritten());
    }

    private Usage estimate() {
        return Usage.estimate(
                        routed.counted().request().promptTokens(), output(), tokens(reasoning))
                .withMedia(estimatedMedia());
    }

    private static long tokens(StringBuilder delivered) {
        return delivered.isEmpty() ? 0 : TokenCounter.count(delivered);
    }

    /// A stream that was cut off may have told less than it sent.
    private Usage atLeastDelivered(Usage known) {
        if (known.output() >= output()) {
            return withRequestsMedia(known);
        }
        return new Usage(
                known.input(),
                known.cachedInput(),
                known.cacheWrite(),
                known.cacheWriteHour(),
                output(),
                Math.max(known.reasoning(), tokens(reasoning)),
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
