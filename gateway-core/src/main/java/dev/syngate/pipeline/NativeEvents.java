package dev.syngate.pipeline;

import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.provider.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Events of a provider that speaks the caller's protocol: byte for byte.
final class NativeEvents implements AnswerEvents {
    private static final int READ_BYTES = 8 * 1024;
    private static final byte[] BLANK_LINE = {'\n', '\n'};

    private final Upstream.Reply source;
    private final AnswerReader reader;
    private final SseParser parser = new SseParser();
    private final byte[] buffer = new byte[READ_BYTES];
    private @Nullable SseEvent event;
    private boolean ended;

    NativeEvents(Upstream.Reply source, AnswerReader reader) {
        this.source = source;
        this.reader = reader;
    }

    @Override
    public boolean read() throws IOException {
        if (ended) {
            return false;
        }
        int count = source.read(buffer);
        ended = count < 0;
        if (!ended) {
            parser.feed(buffer, 0, count);
        }
        return true;
    }

    @Override
    public @Nullable ChatChunk next() throws IOException {
        event = ended ? parser.rest() : parser.next();
        return event == null ? null : reader.chunk(event);
    }

    @Override
    public int writeTo(ByteArrayOutputStream target) {
        if (event == null) {
            return 0;
        }
        event.writeTo(target);
        if (ended) {
            target.writeBytes(BLANK_LINE);
        }
        return event.hasData() ? 1 : 0;
    }

    @Override
    public boolean haveEnded(int choices) {
        return reader.ended() >= choices;
    }

    @Override
    public @Nullable String keptAs() {
        return reader.keptAs();
    }

    @Override
    public boolean isKept() {
        return true;
    }
}
