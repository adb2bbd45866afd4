package dev.syngate.pipeline;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.TokenCounter;
import dev.syngate.protocol.TokenEstimator;
import org.jspecify.annotations.Nullable;

/// Counts what was delivered while it passes, for the bill.
final class Tally {
    /// A usual density of sound, 128 kbit/s; the request's own figure is for the thinnest.
    private static final int USUAL_DENSITY = 4;

    private final ApiRequest request;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final TokenEstimator rough = new TokenEstimator();
    private @Nullable Usage counted;
    private ChatEvent.@Nullable Failed failure;
    private boolean delivered;
    private boolean done;

    Tally(ApiRequest request) {
        this.request = request;
    }

    static Usage of(ChatReply whole, ApiRequest request) {
        Tally tally = new Tally(request);
        tally.reasoning.append(whole.reasoning());
        tally.text.append(whole.text());
        tally.counted = whole.usage();
        tally.delivered = true;
        tally.done = true;
        return tally.usage();
    }

    void add(ChatEvent event) {
        switch (event) {
            case ChatEvent.Text more -> {
                text.append(more.text());
                rough.add(more.text());
            }
            case ChatEvent.Reasoning more -> {
                reasoning.append(more.text());
                rough.add(more.text());
            }
            case ChatEvent.Counted usage -> counted = usage.usage();
            case ChatEvent.Failed failed -> failure = failed;
            case ChatEvent.Done end -> done = true;
        }
    }

    /// Something reached the client that is not text.
    void addBytes() {
        delivered = true;
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

    /// About how many tokens the answer has by now.
    long roughOutput() {
        return rough.tokens();
    }

    /// What the provider counted; where it did not, our own count of what was delivered; nothing
    /// where nothing was.
    Usage usage() {
        if (counted != null) {
            return done ? withRequestsMedia(counted) : atLeastDelivered(counted);
        }
        if (!hasOutput() || request.endpoint().isFree()) {
            return Usage.NONE;
        }
        long thought = tokens(reasoning);
        return Usage.estimate(request.promptTokens(), thought + tokens(text), thought)
                .withMedia(estimatedMedia());
    }

    private static long tokens(StringBuilder delivered) {
        return delivered.isEmpty() ? 0 : TokenCounter.count(delivered);
    }

    /// A stream that was cut off may have told less than it sent.
    private Usage atLeastDelivered(Usage known) {
        if (known.output() >= roughOutput() || !hasOutput()) {
            return withRequestsMedia(known);
        }
        long thought = Math.max(known.reasoning(), tokens(reasoning));
        long output = Math.max(known.output(), thought + tokens(text));
        return new Usage(
                known.input(),
                known.cachedInput(),
                known.cacheWrite(),
                known.cacheWriteHour(),
                output,
                thought,
                known.media(),
                output > known.output() || known.estimated());
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
