package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Understands chat completions and completions (Chat Completions reference, "Streaming").
final class OpenAiAnswers implements AnswerReader {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final BitSet ended = new BitSet();

    @Override
    public int ended() {
        return ended.cardinality();
    }

    @Override
    public ChatChunk chunk(SseEvent event) {
        return event.hasData()
                ? chunk(event.dataBuffer(), event.dataFrom(), event.dataLength())
                : ChatChunk.NOTHING;
    }

    private ChatChunk chunk(byte[] data, int offset, int length) {
        if (isDone(data, offset, length)) {
            return ChatChunk.DONE;
        }
        try {
            return new ReplyReader(data, offset, length, ended).chunk();
        } catch (JacksonException e) {
            return ChatChunk.NO_JSON;
        }
    }

    private static boolean isDone(byte[] data, int offset, int length) {
        if (data[offset] != '[' || length < DONE.length) {
            return false;
        }
        return Arrays.equals(data, offset, offset + DONE.length, DONE, 0, DONE.length);
    }

    @Override
    public ChatReply reply(byte[] body) {
        List<ChatEvent> events;
        try {
            events = new ReplyReader(body, 0, body.length, ended).chunk().events();
        } catch (JacksonException e) {
            return ChatReply.NO_JSON;
        }
        return reply(events);
    }

    private static ChatReply reply(List<ChatEvent> events) {
        StringBuilder reasoning = new StringBuilder();
        StringBuilder text = new StringBuilder();
        Usage usage = null;
        String error = null;
        for (ChatEvent event : events) {
            switch (event) {
                case ChatEvent.Reasoning more -> reasoning.append(more.text());
                case ChatEvent.Text more -> text.append(more.text());
                case ChatEvent.ToolCall more -> text.append(more.text());
                case ChatEvent.Counted counted -> usage = counted.usage();
                case ChatEvent.Failed failed -> error = failed.message();
                case ChatEvent.Done() -> {}
            }
        }
        return new ChatReply(usage, reasoning.toString(), text.toString(), error);
    }
}
