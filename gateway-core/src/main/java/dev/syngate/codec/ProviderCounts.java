package dev.syngate.codec;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what the caller gets and counts what the provider counted: no protocol says all that
/// another one bills.
final class ProviderCounts implements AnswerReader {
    private final AnswerReader reader;
    private final TranslatedAnswer answer;
    private @Nullable Usage told;

    ProviderCounts(AnswerReader reader, TranslatedAnswer answer) {
        this.reader = reader;
        this.answer = answer;
    }

    @Override
    public ChatChunk chunk(SseEvent event) {
        if (!event.hasData()) {
            return ChatChunk.NOTHING;
        }
        ChatChunk known = answer.nextSaid();
        ChatChunk chunk = known == null ? read(event) : known;
        Usage counted = answer.counted();
        if (counted == null || counted.equals(told)) {
            return chunk;
        }
        told = counted;
        List<ChatEvent> events = new ArrayList<>(chunk.events());
        events.add(new ChatEvent.Counted(counted));
        return new ChatChunk(events, chunk.usageOnly(), chunk.finished());
    }

    /// The beginning and the end: what they say of the answer was counted before.
    private ChatChunk read(SseEvent event) {
        ChatChunk chunk = reader.chunk(event);
        List<ChatEvent> events = new ArrayList<>(answer.unsaid());
        for (ChatEvent said : chunk.events()) {
            switch (said) {
                case ChatEvent.Failed failed -> events.add(failed);
                case ChatEvent.Done done -> events.add(done);
                case ChatEvent.Text text -> {}
                case ChatEvent.ToolCall call -> {}
                case ChatEvent.Reasoning reasoning -> {}
                case ChatEvent.Counted other -> {}
            }
        }
        return new ChatChunk(events, chunk.usageOnly(), chunk.finished());
    }

    @Override
    public ChatReply reply(byte[] body) {
        ChatReply reply = reader.reply(body);
        Usage counted = answer.counted();
        Usage read = reply.usage();
        boolean pictures = read != null && read.media().images() > 0;
        return new ChatReply(
                counted == null ? (pictures ? read : null) : withPictures(counted, read),
                reply.reasoning(),
                reply.text(),
                reply.error());
    }

    /// How many pictures there are is told by themselves.
    private static Usage withPictures(Usage counted, @Nullable Usage read) {
        if (read == null || read.media().images() == 0) {
            return counted;
        }
        Media known = counted.media();
        return counted.withMedia(
                new Media(
                        known.audioInput(),
                        known.audioOutput(),
                        known.imageInput(),
                        known.imageOutput(),
                        read.media().images(),
                        null,
                        null,
                        known.millis(),
                        known.characters()));
    }
}
