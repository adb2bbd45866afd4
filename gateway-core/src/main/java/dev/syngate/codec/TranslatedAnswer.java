package dev.syngate.codec;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.hub.ChatAnswer;
import dev.syngate.hub.Delta;
import dev.syngate.hub.ReasoningStyle;
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
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One answer of a provider in the caller's protocol, in pieces or whole. It has exactly one end; a
/// stream that was cut has none. For one thread.
public final class TranslatedAnswer {
    private final AnswerReader provider;
    private final AnswerReader caller;
    private final List<TranslatedChoice> choices = new ArrayList<>();
    private final AnswerEncoder encoder;
    private final long promptTokens;
    private final boolean endsWithoutMark;
    private final BiPredicate<ChatAnswer, ChatAnswer> keeper;
    private final EventWriter out = new EventWriter();

    /// What each event says that was written and not counted yet.
    private final Queue<ChatChunk> said = new ArrayDeque<>();

    private final List<ChatEvent> unsaid = new ArrayList<>();
    private @Nullable Usage counted;

    /// How many of the first events have to be read.
    private int unread;

    private boolean begun;
    private boolean finished;
    private boolean ended;
    private boolean isKept = true;

    /// @param keeper takes the answer, and as it is told; says whether it could be kept
    /// @param decoders one for each choice that was asked for
    TranslatedAnswer(
            AnswerReader provider,
            AnswerReader caller,
            List<AnswerDecoder> decoders,
            AnswerEncoder encoder,
            ToolNames names,
            long promptTokens,
            boolean endsWithoutMark,
            ReasoningStyle style,
            BiPredicate<ChatAnswer, ChatAnswer> keeper) {
        this.provider = provider;
        this.caller = caller;
        this.encoder = encoder;
        this.promptTokens = promptTokens;
        this.endsWithoutMark = endsWithoutMark;
        this.keeper = keeper;
        for (AnswerDecoder decoder : decoders) {
            int index = choices.size();
            choices.add(
                    new TranslatedChoice(
                            index, decoder, names, style, delta -> tell(index, delta)));
        }
    }

    /// Understands the translated answer, and counts what the provider counted.
    public AnswerReader reader() {
        return new ProviderCounts(caller, this);
    }

    /// Whether all was kept of it that its caller may ask for; known at its end.
    public boolean isKept() {
        return isKept;
    }

    /// What the provider has counted by now; null: nothing.
    public @Nullable Usage counted() {
        return counted;
    }

    /// Tells what is new of a stream.
    private void tell(int choice, Delta delta) {
        if (begun) {
            int before = out.events();
            encoder.part(choice, delta, out);
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
        take(event);
        return taken();
    }

    /// What the events became that were taken since the last time.
    public byte[] taken() {
        return out.take();
    }

    /// Translates one event of a stream, for [#taken] or [#end].
    public void take(SseEvent event) {
        if (ended || !event.hasData()) {
            return;
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
                case ChatEvent.ToolCall call -> unsaid.add(call);
                case ChatEvent.Reasoning reasoning -> unsaid.add(reasoning);
            }
        }
        if (failure != null) {
            fail(failure);
            return;
        }
        begin();
        if (chunk.plain()) {
            choices.getFirst().plain(chunk.events());
        } else {
            decode(event);
        }
        finished |= chunk.finished();
        if (done) {
            finish();
        }
    }

    private void decode(SseEvent event) {
        try {
            JsonNode json = event.json();
            choices.forEach(choice -> choice.event(json));
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
        return isFinished() && endsWithoutMark;
    }

    /// What is left when the provider has closed its stream.
    ///
    /// @throws EOFException when it was cut
    public byte[] end() throws EOFException {
        if (!ended) {
            if (!isFinished()) {
                throw new EOFException("the stream ended without its end");
            }
            begin();
            finish();
        }
        return out.take();
    }

    /// Whether it was said why each choice ended.
    private boolean isFinished() {
        return finished && choices.stream().noneMatch(TranslatedChoice::isOpen);
    }

    private void finish() {
        ended = true;
        choices.forEach(TranslatedChoice::end);
        encoder.end(told(), out);
    }

    /// The answer as the caller is told; kept as it is and as it is told.
    private ChatAnswer told() {
        Usage usage = usage();
        List<TranslatedChoice> there = choices.stream().filter(TranslatedChoice::isThere).toList();
        ChatAnswer told =
                new ChatAnswer(there.stream().map(TranslatedChoice::told).toList(), usage);
        isKept =
                keeper.test(
                        new ChatAnswer(there.stream().map(TranslatedChoice::said).toList(), usage),
                        told);
        if (!isKept) {
            encoder.notKept();
        }
        return told;
    }

    private void fail(String message) {
        ended = true;
        begin();
        encoder.fail(message, out);
    }

    /// What the caller is told of the usage.
    private Usage usage() {
        if (counted != null) {
            return counted;
        }
        long thoughts = 0;
        long words = 0;
        for (TranslatedChoice choice : choices) {
            thoughts += TokenCounter.count(choice.thoughts());
            words += TokenCounter.count(choice.words());
        }
        return Usage.estimate(promptTokens, thoughts + words, thoughts);
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
        JsonNode json = Json.MAPPER.readTree(body);
        choices.forEach(choice -> choice.whole(json));
        return Json.MAPPER.writeValueAsBytes(encoder.whole(told()));
    }

    /// Every reader finds a failure there.
    private static ObjectNode failure(String message) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("type", "error");
        body.putObject("error").put("message", message);
        return body;
    }
}
