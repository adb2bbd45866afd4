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
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.List;
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

    private @Nullable Usage counted;
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

    /// Whether all was kept of it that its caller may ask for; known at its end.
    public boolean isKept() {
        return isKept;
    }

    /// Tells what is new of a stream.
    private void tell(int choice, Delta delta) {
        if (begun) {
            encoder.part(choice, delta, out);
        }
    }

    /// Translates one event of a stream, for [#writeTo]; what comes after the end is nothing. A
    /// failure is not translated: whoever asked tells it.
    ///
    /// @return what it says
    public ChatChunk take(SseEvent event) {
        if (ended || !event.hasData()) {
            return ChatChunk.NOTHING;
        }
        ChatChunk chunk = provider.chunk(event);
        if (chunk.plain()) {
            begin();
            choices.getFirst().plain(chunk.events());
            return chunk;
        }
        boolean done = false;
        for (ChatEvent said : chunk.events()) {
            switch (said) {
                case ChatEvent.Counted usage -> counted = usage.usage();
                case ChatEvent.Failed failed -> ended = true;
                case ChatEvent.Done end -> done = true;
                case ChatEvent.Text text -> {}
                case ChatEvent.ToolCall call -> {}
                case ChatEvent.Reasoning reasoning -> {}
            }
        }
        if (ended) {
            return chunk.goingOn();
        }
        begin();
        decode(event);
        finished |= chunk.finished();
        return done ? finish(chunk) : chunk.goingOn();
    }

    /// Passes on what was translated since the last time.
    ///
    /// @return how many events that is
    public int writeTo(ByteArrayOutputStream target) {
        return out.moveTo(target);
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
            encoder.begin(out);
        }
    }

    /// Whether all is said, in a protocol without a mark of its end.
    public boolean mayEndUnmarked() {
        return isFinished() && endsWithoutMark;
    }

    /// What is left when the provider has closed its stream, for [#writeTo].
    ///
    /// @return what it says
    /// @throws EOFException when it was cut
    public ChatChunk end() throws EOFException {
        if (ended) {
            return ChatChunk.NOTHING;
        }
        if (!isFinished()) {
            throw new EOFException("the stream ended without its end");
        }
        begin();
        return finish(ChatChunk.DONE);
    }

    /// Whether it was said why each choice ended.
    private boolean isFinished() {
        return finished && choices.stream().noneMatch(TranslatedChoice::isOpen);
    }

    /// @param last what the provider said last
    private ChatChunk finish(ChatChunk last) {
        ended = true;
        choices.forEach(TranslatedChoice::end);
        String missing = encoder.missing();
        if (missing != null) {
            return last.failing(missing);
        }
        encoder.end(told(), out);
        return last;
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

    /// What the translated answer is charged by: what the provider counted, but how many pictures
    /// there are is told by themselves.
    public ChatReply charged(byte[] told) {
        ChatReply reply = caller.reply(told);
        Usage read = reply.usage();
        long pictures = read == null ? 0 : read.media().images();
        Usage known = counted == null && pictures > 0 ? read : counted;
        return new ChatReply(
                known == null || pictures == 0
                        ? known
                        : known.withMedia(known.media().ofPictures(pictures)),
                reply.reasoning(),
                reply.text(),
                reply.error());
    }

    /// Every reader finds a failure there.
    private static ObjectNode failure(String message) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("type", "error");
        body.putObject("error").put("message", message);
        return body;
    }
}
