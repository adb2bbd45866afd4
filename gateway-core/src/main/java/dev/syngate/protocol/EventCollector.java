package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Gathers the events of a stream that is needed as one piece. Used once, by one thread.
public final class EventCollector {
    private static final int MOST_BYTES = 64 << 20;

    private final AnswerReader reader;
    private final SseParser parser = new SseParser();
    private final List<JsonNode> events = new ArrayList<>();
    private long bytes;
    private boolean finished;
    private @Nullable UpstreamError failure;
    private @Nullable Usage counted;

    public EventCollector(Endpoint endpoint) {
        this.reader = endpoint.newReader();
    }

    /// @throws IOException when all events together are larger than 64 MiB
    public void add(byte[] more, int length) throws IOException {
        bytes += length;
        if (bytes > MOST_BYTES) {
            throw new IOException("the provider's answer is too large");
        }
        parser.feed(more, 0, length);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            take(event);
        }
    }

    /// Tells that nothing more will come.
    public void end() {
        SseEvent rest = parser.rest();
        if (rest != null) {
            take(rest);
        }
        if (failure == null && !finished) {
            failure =
                    new UpstreamError(
                            events.isEmpty()
                                    ? "the provider's answer is empty"
                                    : "the provider's stream ended without its end",
                            null);
        }
    }

    private void take(SseEvent event) {
        ChatChunk chunk = reader.chunk(event);
        String words = chunk.failure();
        if (words != null && failure == null) {
            String code = UpstreamErrors.read(event.text().getBytes(StandardCharsets.UTF_8)).code();
            failure = new UpstreamError(words, code);
        }
        for (ChatEvent each : chunk.events()) {
            if (each instanceof ChatEvent.Counted(Usage more)) {
                counted = counted == null ? more : counted.orLarger(more);
            }
        }
        finished |= chunk.finished() || chunk.events().contains(new ChatEvent.Done());
        if (event.hasData()) {
            try {
                JsonNode data = Json.MAPPER.readTree(event.text());
                if (data.isObject()) {
                    events.add(data);
                }
            } catch (JacksonException e) {
                // The mark of the end, or what the reader has called a failure.
            }
        }
    }

    /// What the provider counted by now; null: nothing.
    public @Nullable Usage counted() {
        return counted;
    }

    /// What the provider said went wrong; null: nothing.
    public @Nullable UpstreamError failure() {
        return failure;
    }

    public List<JsonNode> events() {
        return events;
    }
}
