package dev.syngate.pipeline;

import dev.syngate.codec.TranslatedAnswer;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.provider.Upstream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A provider's stream in the caller's protocol, translated while it is read.
final class TranslatedReply implements Upstream.Reply {
    private static final int READ_BYTES = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final Upstream.Reply reply;
    private final TranslatedAnswer answer;
    private final SseParser parser = new SseParser();
    private final byte[] read = new byte[READ_BYTES];
    private byte[] due = NOTHING;
    private int sent;
    private boolean ended;

    TranslatedReply(Upstream.Reply reply, TranslatedAnswer answer) {
        this.reply = reply;
        this.answer = answer;
    }

    /// Understands what comes from the source: what a provider of the endpoint says, or what was
    /// made of it.
    static AnswerReader reader(Upstream.Reply source, Endpoint endpoint) {
        return source instanceof TranslatedReply translated
                ? translated.answer.reader()
                : endpoint.newReader();
    }

    /// Whether all was kept of a source that its caller may ask for.
    static boolean isKept(Upstream.Reply source) {
        return !(source instanceof TranslatedReply translated) || translated.answer.isKept();
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public @Nullable Duration retryAfter() {
        return reply.retryAfter();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        while (sent == due.length) {
            if (ended) {
                return -1;
            }
            due = more();
            sent = 0;
        }
        int count = Math.min(buffer.length, due.length - sent);
        System.arraycopy(due, sent, buffer, 0, count);
        sent += count;
        return count;
    }

    private byte[] more() throws IOException {
        byte[] translated = translateRead();
        if (translated.length > 0) {
            return translated;
        }
        int count = readOn();
        if (count >= 0) {
            parser.feed(read, 0, count);
            return NOTHING;
        }
        ended = true;
        SseEvent rest = parser.rest();
        if (rest != null) {
            answer.take(rest);
        }
        return answer.end();
    }

    /// What was read by now, so that it goes on in one piece.
    private byte[] translateRead() throws IOException {
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            answer.take(event);
        }
        return answer.taken();
    }

    /// A provider without a mark of its end may break off behind its last event.
    private int readOn() throws IOException {
        try {
            return reply.read(read);
        } catch (IOException e) {
            if (answer.mayEndUnmarked()) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public void drain() {
        reply.drain();
    }

    @Override
    public void close() {
        reply.close();
    }
}
