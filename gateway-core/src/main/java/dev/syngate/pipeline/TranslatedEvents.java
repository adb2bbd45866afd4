package dev.syngate.pipeline;

import dev.syngate.codec.TranslatedAnswer;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.provider.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A provider's stream in the caller's protocol, translated while it is read: each event of the
/// provider becomes as many as it takes, or none.
final class TranslatedEvents implements AnswerEvents {
    private static final int READ_BYTES = 16 * 1024;

    private final Upstream.Reply source;
    private final TranslatedAnswer answer;
    private final SseParser parser = new SseParser();
    private final byte[] buffer = new byte[READ_BYTES];
    private boolean ended;
    private boolean complete;

    TranslatedEvents(Upstream.Reply source, TranslatedAnswer answer) {
        this.source = source;
        this.answer = answer;
    }

    @Override
    public boolean read() throws IOException {
        if (ended) {
            return false;
        }
        int count = readOn();
        ended = count < 0;
        if (!ended) {
            parser.feed(buffer, 0, count);
        }
        return true;
    }

    /// A provider without a mark of its end may break off behind its last event.
    private int readOn() throws IOException {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            if (answer.mayEndUnmarked()) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public @Nullable ChatChunk next() throws IOException {
        SseEvent event = ended ? parser.rest() : parser.next();
        if (event != null) {
            return answer.take(event);
        }
        if (!ended || complete) {
            return null;
        }
        complete = true;
        return answer.end();
    }

    @Override
    public int writeTo(ByteArrayOutputStream target) {
        return answer.writeTo(target);
    }

    /// An answer is over only with its end.
    @Override
    public boolean haveEnded(int choices) {
        return true;
    }

    /// It is kept here, if at all.
    @Override
    public @Nullable String keptAs() {
        return null;
    }

    @Override
    public boolean isKept() {
        return answer.isKept();
    }
}
