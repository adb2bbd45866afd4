package dev.syngate.codec;

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
                case ChatEvent.Reasoning reasoning -> {}
                case ChatEvent.Counted other -> {}
            }
        }
        return new ChatChunk(events, chunk.usageOnly(), chunk.finished());
    }

    @Override
    public ChatReply reply(byte[] body) {
        ChatReply reply = reader.reply(body);
        return new ChatReply(answer.counted(), reply.reasoning(), reply.text(), reply.error());
    }
}
