package dev.syngate.protocol;

import dev.syngate.billing.Usage;
import dev.syngate.call.RefusedException;
import dev.syngate.chat.ChatEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;

/// Reads and changes what OpenAI's chat completions put on the wire. Pure functions.
public final class OpenAiChat {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private OpenAiChat() {}

    /// @throws RefusedException when the body is no chat request
    public static ChatRequest read(byte[] body) {
        return RequestReader.read(body);
    }

    /// The body for the provider: its own name of the model and, for streams, usage asked for.
    /// Every other byte stays.
    ///
    /// @param body what `request` was read from
    /// @return the same array when nothing changes
    public static byte[] forUpstream(byte[] body, ChatRequest request, String upstreamModel) {
        List<Splice> splices = new ArrayList<>(2);
        if (!request.model().equals(upstreamModel)) {
            Splice at = request.modelAt();
            splices.add(
                    new Splice(at.from(), at.to(), Json.MAPPER.writeValueAsString(upstreamModel)));
        }
        Splice usage = request.usageSwitch();
        if (usage != null) {
            splices.add(usage);
        }
        return splices.isEmpty() ? body : Splice.apply(body, splices);
    }

    /// Understands one event of a stream. Data that is no JSON is a [ChatEvent.Failed].
    public static ChatChunk chunk(SseEvent event) {
        return event.hasData()
                ? chunk(event.dataBuffer(), event.dataFrom(), event.dataLength())
                : ChatChunk.NOTHING;
    }

    private static ChatChunk chunk(byte[] data, int offset, int length) {
        if (isDone(data, offset, length)) {
            return ChatChunk.DONE;
        }
        try {
            return new ReplyReader(data, offset, length).chunk();
        } catch (JacksonException e) {
            return new ChatChunk(
                    List.of(
                            new ChatEvent.Failed(
                                    "the provider sent an event that is not valid JSON")),
                    false,
                    false);
        }
    }

    private static boolean isDone(byte[] data, int offset, int length) {
        if (data[offset] != '[' || length < DONE.length) {
            return false;
        }
        return Arrays.equals(data, offset, offset + DONE.length, DONE, 0, DONE.length);
    }

    /// Understands a whole reply. A body that is no JSON is an error in the result.
    public static ChatReply readReply(byte[] body) {
        List<ChatEvent> events;
        try {
            events = new ReplyReader(body, 0, body.length).chunk().events();
        } catch (JacksonException e) {
            return new ChatReply(null, "", "", "the provider's answer is not valid JSON");
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
                case ChatEvent.Counted counted -> usage = counted.usage();
                case ChatEvent.Failed failed -> error = failed.message();
                case ChatEvent.Done() -> {}
            }
        }
        return new ChatReply(usage, reasoning.toString(), text.toString(), error);
    }
}
