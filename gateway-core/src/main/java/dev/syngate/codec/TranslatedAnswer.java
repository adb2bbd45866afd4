package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.Part;
import dev.syngate.hub.PartSequence;
import dev.syngate.hub.ReasoningStyle;
import dev.syngate.hub.StopReason;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.EventWriter;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.TokenCounter;
import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// One answer of a provider in the caller's protocol, in pieces or whole. It has exactly one end; a
/// stream that was cut has none. For one thread.
public final class TranslatedAnswer {
    private final AnswerReader provider;
    private final AnswerReader caller;
    private final AnswerDecoder decoder;
    private final AnswerEncoder encoder;
    private final ToolNames names;
    private final long promptTokens;
    private final boolean endsWithoutMark;
    private final BiConsumer<ChatAnswer, ChatAnswer> keeper;
    private final ReasoningStyle style;
    private final ToldThoughts thoughts;
    private final EventWriter out = new EventWriter();
    private final PartSequence sequence = new PartSequence(this::take);
    private final List<Part> parts = new ArrayList<>();

    /// What each event says that was written and not counted yet.
    private final Queue<ChatChunk> said = new ArrayDeque<>();

    private final List<ChatEvent> unsaid = new ArrayList<>();
    private @Nullable Usage counted;

    /// How many of the first events have to be read.
    private int unread;

    private boolean begun;
    private boolean finished;
    private boolean ended;

    TranslatedAnswer(
            AnswerReader provider,
            AnswerReader caller,
            AnswerDecoder decoder,
            AnswerEncoder encoder,
            ToolNames names,
            long promptTokens,
            boolean endsWithoutMark,
            ReasoningStyle style,
            BiConsumer<ChatAnswer, ChatAnswer> keeper) {
        this.provider = provider;
        this.caller = caller;
        this.decoder = decoder;
        this.encoder = encoder;
        this.names = names;
        this.promptTokens = promptTokens;
        this.endsWithoutMark = endsWithoutMark;
        this.style = style;
        this.thoughts = new ToldThoughts(style, delta -> encoder.part(delta, out));
        this.keeper = keeper;
    }

    /// Understands the translated answer, and counts what the provider counted.
    public AnswerReader reader() {
        return new ProviderCounts(caller, this);
    }

    /// What the provider has counted by now; null: nothing.
    public @Nullable Usage counted() {
        return counted;
    }

    private void take(Delta delta) {
        Delta told =
                switch (delta) {
                    case Delta.Begin(int index, Part part) ->
                            new Delta.Begin(index, names.restored(part));
                    case Delta.More(int index, Part part, String piece) ->
                            new Delta.More(index, names.restored(part), piece);
                    case Delta.End(int index, Part part) ->
                            new Delta.End(index, names.restored(part));
                };
        if (told instanceof Delta.End end) {
            parts.add(end.part());
        }
        if (begun) {
            int before = out.events();
            if (style == ReasoningStyle.FIELDS) {
                encoder.part(told, out);
            } else {
                thoughts.take(told);
            }
            said(out.events() - before);
        }
    }

    /// Remembers what the events say that were written last, for who counts them.
    private void said(int events) {
        for (int i = 0; i < events; i++) {
            said.add(
                    unsaid.isEmpty()
                            ? ChatChunk.NOTHING
                            : new ChatChunk(List.copyOf(unsaid), false, false));
            unsaid.clear();
        }
    }

    /// What the next event says that the caller reads; null: it has to be read.
    @Nullable ChatChunk nextSaid() {
        if (unread > 0) {
            unread--;
            return null;
        }
        return said.poll();
    }

    /// What the provider said that no event tells.
    List<ChatEvent> unsaid() {
        List<ChatEvent> rest = List.copyOf(unsaid);
        unsaid.clear();
        return rest;
    }

    /// Translates one event of a stream; what comes after the end is nothing.
    public byte[] event(SseEvent event) {
        if (ended || !event.hasData()) {
            return out.take();
        }
        ChatChunk chunk = provider.chunk(event);
        boolean done = false;
        String failure = null;
        for (ChatEvent said : chunk.events()) {
            switch (said) {
                case ChatEvent.Counted usage -> counted = usage.usage();
                case ChatEvent.Failed failed -> failure = failed.message();
                case ChatEvent.Done end -> done = true;
                case ChatEvent.Text text -> unsaid.add(text);
                case ChatEvent.Reasoning reasoning -> unsaid.add(reasoning);
            }
        }
        if (failure != null) {
            fail(failure);
            return out.take();
        }
        begin();
        decode(event);
        finished |= chunk.finished();
        if (done) {
            finish();
        }
        return out.take();
    }

    private void decode(SseEvent event) {
        try {
            decoder.event(event.json(), sequence);
        } catch (JacksonException e) {
            // Only the mark of the end is no JSON; everything else is a failure by now.
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            int before = out.events();
            encoder.begin(out);
            unread = out.events() - before;
        }
    }

    /// Whether all is said, in a protocol without a mark of its end.
    public boolean mayEndUnmarked() {
        return finished && endsWithoutMark;
    }

    /// What is left when the provider has closed its stream.
    ///
    /// @throws EOFException when it was cut
    public byte[] end() throws EOFException {
        if (!ended) {
            if (!finished) {
                throw new EOFException("the stream ended without its end");
            }
            begin();
            finish();
        }
        return out.take();
    }

    private void finish() {
        ended = true;
        decoder.end(sequence);
        sequence.end();
        thoughts.end();
        ChatAnswer answer = told();
        encoder.end(answer.stop(), answer.usage(), out);
    }

    /// The answer as the caller is told; kept as it is and as it is told.
    private ChatAnswer told() {
        ChatAnswer answer = new ChatAnswer(parts, stop(), usage());
        ChatAnswer told =
                style == ReasoningStyle.FIELDS
                        ? answer
                        : new ChatAnswer(
                                ToldThoughts.told(style, parts), answer.stop(), answer.usage());
        keeper.accept(answer, told);
        return told;
    }

    private void fail(String message) {
        ended = true;
        begin();
        encoder.fail(message, out);
    }

    /// Some providers stop as if all were said when they wait for their tools.
    private StopReason stop() {
        StopReason stop = decoder.stop() == null ? StopReason.STOP : decoder.stop();
        return stop == StopReason.STOP && sequence.callsTools() ? StopReason.TOOL_CALLS : stop;
    }

    /// What the caller is told of the usage.
    private Usage usage() {
        if (counted != null) {
            return counted;
        }
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text said -> text.append(said.text());
                case Part.Refused said -> text.append(said.text());
                case Part.ToolCall call -> text.append(call.arguments());
                case Part.Reasoning thought -> reasoning.append(thought.text());
                case Part.Media media -> {}
                case Part.ToolResult result -> {}
            }
        }
        long thoughts = TokenCounter.count(reasoning);
        return Usage.estimate(promptTokens, thoughts + TokenCounter.count(text), thoughts);
    }

    /// Translates a whole answer, or the failure that it is.
    public byte[] whole(byte[] body) {
        ChatReply reply = provider.reply(body);
        counted = reply.usage();
        ended = true;
        finished = true;
        if (reply.error() != null) {
            return Json.MAPPER.writeValueAsBytes(failure(reply.error()));
        }
        decoder.whole(Json.MAPPER.readTree(body), sequence);
        decoder.end(sequence);
        sequence.end();
        return Json.MAPPER.writeValueAsBytes(encoder.whole(told()));
    }

    /// Every reader finds a failure there.
    private static ObjectNode failure(String message) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("type", "error");
        body.putObject("error").put("message", message);
        return body;
    }
}
