package dev.syngate.pipeline;

import dev.syngate.billing.Price;
import dev.syngate.billing.Usage;
import dev.syngate.codec.Complaint;
import dev.syngate.money.Money;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.AnswerShape;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.EventCollector;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Upstream;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Models;
import dev.syngate.routing.Target;
import dev.syngate.routing.UpstreamCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One call to whichever provider answers it: what each is sent, and what its answer is, seen
/// before anything of it reaches the caller. Used once, by one thread.
final class ProviderCall implements UpstreamCall {
    private static final String JSON = "application/json";
    private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
    private static final int LONGEST_LOOK = 1 << 20;
    private static final UpstreamError EMPTY =
            new UpstreamError("the provider's answer is empty", null);

    private final RoutedCall routed;
    private final LearnedQuirks quirks;
    private final Models models;
    private final @Nullable ProviderCall origin;
    private Passage passage;
    private Endpoint endpoint;
    private @Nullable ProviderAnswer answer;
    private @Nullable Usage counted;

    /// @param models what the providers ask for them
    ProviderCall(RoutedCall routed, LearnedQuirks quirks, Models models) {
        this(routed, quirks, models, null);
    }

    /// @param origin the one that this is made of, to run beside others; null: it is the first
    private ProviderCall(
            RoutedCall routed, LearnedQuirks quirks, Models models, @Nullable ProviderCall origin) {
        this.routed = routed;
        this.quirks = quirks;
        this.models = models;
        this.origin = origin;
        this.passage = new Passage(routed, quirks);
        this.endpoint = routed.request().endpoint();
    }

    /// Pictures, sound and forms are asked for once: they are dear, or can't be sent twice.
    @Override
    public @Nullable ProviderCall beside() {
        Endpoint asked = routed.request().endpoint();
        boolean cheap = asked.isWritten() || asked.makesVectors();
        return cheap && routed.form() == null
                ? new ProviderCall(routed, quirks, models, this)
                : null;
    }

    @Override
    public void wins() {
        if (origin != null) {
            origin.passage = passage;
            origin.endpoint = endpoint;
            origin.answer = answer;
        }
    }

    @Override
    public @Nullable Money spent(Target target) {
        return counted == null ? Money.ZERO : cost(target, counted);
    }

    @Override
    public @Nullable Money spentOnPrompt(Target target) {
        return cost(target, Usage.estimate(routed.request().promptTokens(), 0, 0));
    }

    private @Nullable Money cost(Target target, Usage usage) {
        Instant time = routed.call().time();
        Price price = models.cost(target, time);
        return routed.request().endpoint().isFree()
                ? Money.ZERO
                : price == null ? null : price.cost(usage, time);
    }

    /// What the opened answer is.
    ProviderAnswer answer() {
        return Objects.requireNonNull(answer, "nothing answers");
    }

    @Override
    public Upstream.Request request(Target target) {
        endpoint = passage.to(target);
        return passage.request(target);
    }

    @Override
    public Upstream.@Nullable Request amended(Target target, UpstreamError refusal, String body) {
        return passage.amended(target, new Complaint(refusal, body));
    }

    /// The fields that were left out towards the target.
    List<String> dropped(Target target) {
        return passage.dropped(target);
    }

    /// The same with what the record tells of the translation.
    Dispatch.Opened noted(Dispatch.Opened opened) {
        return passage.noted(opened);
    }

    @Override
    public @Nullable UpstreamError failure(Upstream.Reply reply) throws IOException {
        counted = null;
        PeekedReply peeked = new PeekedReply(reply);
        BodyKind kind = BodyKind.of(peeked);
        if (endpoint.isTranscript()) {
            return transcript(peeked, kind);
        }
        return switch (kind) {
            case EMPTY -> EMPTY;
            case EVENTS -> routed.request().stream() || isSpeech() ? begun(peeked) : put(peeked);
            case JSON -> whole(peeked, WholeBody.read(peeked));
            case OTHER -> other(peeked);
        };
    }

    private boolean isSpeech() {
        return endpoint == Endpoint.SPEECH;
    }

    private static boolean isEvents(Upstream.Reply reply) {
        return reply.contentType().startsWith("text/event-stream");
    }

    private @Nullable UpstreamError other(PeekedReply reply) throws IOException {
        if (isSpeech() || reply.contentType().startsWith("audio/")) {
            answer = new ProviderAnswer.Sound(reply);
            return null;
        }
        return isEvents(reply) ? begun(reply) : whole(reply, WholeBody.read(reply));
    }

    /// What was heard may be any text, of any label; a recording of silence may be none.
    private @Nullable UpstreamError transcript(PeekedReply reply, BodyKind kind)
            throws IOException {
        if (isEvents(reply) && (kind == BodyKind.EVENTS || kind == BodyKind.EMPTY)) {
            return begun(reply);
        }
        if (kind == BodyKind.EMPTY && !reply.contentType().startsWith("text/")) {
            return EMPTY;
        }
        byte[] body = WholeBody.read(reply);
        String text = new String(body, StandardCharsets.UTF_8);
        AnswerReader reader = endpoint.newReader();
        if (kind == BodyKind.JSON && Json.isValid(body)) {
            return understood(body, JSON, reader.reply(body), reader);
        }
        if (text.stripLeading().regionMatches(true, 0, "<!doctype", 0, 9)
                || text.stripLeading().regionMatches(true, 0, "<html", 0, 5)) {
            return UpstreamErrors.read(body);
        }
        String type = reply.contentType();
        boolean known = type.startsWith("text/") && !type.startsWith("text/html");
        boolean subtitles = type.startsWith("application/x-subrip");
        return understood(
                body,
                known || subtitles ? type : PLAIN_TEXT,
                new ChatReply(null, "", text, null),
                reader);
    }

    /// Looks for the first event that says something.
    private @Nullable UpstreamError begun(PeekedReply reply) throws IOException {
        SseParser parser = new SseParser();
        AnswerReader reader = endpoint.newReader();
        int fed = 0;
        do {
            parser.feed(reply.ahead(), fed, reply.peeked() - fed);
            fed = reply.peeked();
            for (SseEvent event = parser.next(); event != null; event = parser.next()) {
                if (event.hasData()) {
                    return first(event, reader, reply);
                }
            }
        } while (fed < LONGEST_LOOK && reply.peekOn());
        SseEvent rest = fed < LONGEST_LOOK ? parser.rest() : null;
        if (rest != null && rest.hasData()) {
            return first(rest, reader, reply);
        }
        return fed < LONGEST_LOOK ? EMPTY : accept(reply);
    }

    private @Nullable UpstreamError first(SseEvent event, AnswerReader reader, PeekedReply reply) {
        ChatChunk chunk = reader.chunk(event);
        return chunk.failure() == null
                ? accept(reply)
                : told(chunk.failure(), event.text().getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable UpstreamError accept(PeekedReply reply) {
        answer = new ProviderAnswer.Events(passage.events(reply));
        return null;
    }

    private static UpstreamError told(@Nullable String words, byte[] body) {
        UpstreamError read = UpstreamErrors.read(body);
        return new UpstreamError(words == null ? read.message() : words, read.code());
    }

    /// Puts the events together for a caller that asked for one piece.
    private @Nullable UpstreamError put(PeekedReply reply) throws IOException {
        AnswerShape shape = endpoint.shape();
        if (shape == null) {
            return whole(reply, WholeBody.read(reply));
        }
        EventCollector collector = new EventCollector(endpoint);
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int n = reply.read(buffer); n >= 0; n = reply.read(buffer)) {
                collector.add(buffer, n);
            }
            collector.end();
        } finally {
            counted = collector.counted();
        }
        if (collector.failure() != null) {
            return collector.failure();
        }
        byte[] body = Json.MAPPER.writeValueAsBytes(shape.whole(collector.events()));
        AnswerReader reader = endpoint.newReader();
        return understood(body, JSON, reader.reply(body), reader);
    }

    /// A whole document; for a caller that asked for events, told in events.
    private @Nullable UpstreamError whole(PeekedReply reply, byte[] body) {
        AnswerShape shape = endpoint.shape();
        byte[] document =
                shape == null || BodyKind.startsWith(body, '{') ? body : shape.document(body);
        AnswerReader reader = endpoint.newReader();
        ChatReply read = reader.reply(document);
        if (read.error() == null && shape != null && routed.request().stream()) {
            byte[] events = shape.events(Json.MAPPER.readTree(document));
            return accept(PeekedReply.of(reply, events));
        }
        return understood(document, JSON, read, reader);
    }

    private @Nullable UpstreamError understood(
            byte[] body, String type, ChatReply read, AnswerReader reader) {
        if (read.error() != null) {
            counted = read.usage();
            return told(read.error(), body);
        }
        if (passage.isNative()) {
            answer = new ProviderAnswer.Whole(body, type, read, reader.keptAs());
            return null;
        }
        byte[] told = passage.translated(body);
        answer = new ProviderAnswer.Whole(told, JSON, passage.charged(read, told), null);
        return null;
    }
}
