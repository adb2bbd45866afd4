package dev.syngate.ui;

import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Failure;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.AnswerProgress.Thought;
import dev.syngate.chat.AnswerProgress.ToolUse;
import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.history.Heading;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Conversations with everything that the chat must be able to show.
final class ChatGallery {
    private static final ChatParameters PARAMETERS =
            ChatParameters.of("sandbox/reasoner", "Standard");

    /// 200 by 120 pixels.
    private static final String RED =
            "iVBORw0KGgoAAAANSUhEUgAAAMgAAAB4AQMAAACNXC+oAAAABGdBTUEAALGPC/xhBQAAACBjSFJNAAB6JgAAgIQAAPoAAACA6AAAdTAAAOpgAAA6mAAAF3CculE8AAAABlBMVEX/AAD///9BHTQRAAAAAWJLR0QB/wIt3gAAAAd0SU1FB+oLHg8iKstISzIAAAAaSURBVEjH7cGBAAAAAMOg+VNf4AhVAQAAfAMMMAABy8BCYwAAACV0RVh0ZGF0ZTpjcmVhdGUAMjAyNi0xMS0zMFQxNTozNDo0MiswMDowMJyOVyUAAAAldEVYdGRhdGU6bW9kaWZ5ADIwMjYtMTEtMzBUMTU6MzQ6NDIrMDA6MDDt0++ZAAAAAElFTkSuQmCC";

    private static final String MARKDOWN =
            """
            Lists that are as high as their text:

            - A first point whose text is long enough to be broken into a second line, so that blank space below it would be seen at once
            - A second one
              1. with a deeper step that is also long enough to need more than one line of the lane
              2. and another
            - [x] a task that is done
            - [ ] ~~a task~~ that is open

            The roots are \\( x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a} \\), it costs $5 or $6, and

            \\[
            \\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}
            \\]

            مرحبا بالعالم، هذه فقرة من اليمين إلى اليسار.

            Emoji: 😀 🚀 ✅ ❤️ and 中文 Tiếng Việt. See https://example.org/docs[^1].

            | Model | Input | Output | Context | Speed | Vision | Tools | Thinking | Licence |
            |:--|--:|--:|--:|--:|:-:|:-:|:-:|:--|
            | international-1 | $2.00 | $10.00 | 200,000 | 88 | yes | yes | yes | proprietary |
            | small | $0.10 | $0.40 | 32,768 | 210 | no | yes | no | Apache-2.0 |

            > A quote
            > > within a quote

            ```java
            try (var db = source.getConnection()) {
                db.setAutoCommit(false); // one read snapshot
                export.write("a long string that goes on and on, further than the lane is wide, so that it must scroll or wrap", 42);
            }
            ```

            [^1]: A footnote of several words.
            """;

    private ChatGallery() {}

    private static AnswerProgress answer(
            Phase phase, String reasoning, String text, List<Thought> thoughts, Failure failure) {
        Usage usage = Usage.ofTokens(1204, 0, 388, 212);
        Receipt receipt =
                new Receipt(usage, null, List.of(), Multiplier.of("1"), Money.ZERO, Money.ZERO);
        return new AnswerProgress(
                phase,
                "req_01",
                reasoning,
                text,
                reasoning.isEmpty() ? null : Duration.ofMillis(12_400),
                Duration.ofMillis(840),
                Duration.ofMillis(9_000),
                "reasoner-2026",
                receipt,
                failure,
                thoughts);
    }

    private static Exchange exchange(String question, AnswerProgress answer, Integer after) {
        return new Exchange(question, "sandbox/reasoner", answer, after, List.of());
    }

    static Conversation markdown() {
        Instant now = Instant.now();
        String file = "line of a long question\n".repeat(3000);
        Exchange asked =
                new Exchange(
                        "Show me everything.\n" + file,
                        "sandbox/reasoner",
                        answer(Phase.DONE, "", MARKDOWN, List.of(), null),
                        null,
                        List.of(new Attachment("notes.txt", "text/plain", "notes")));
        return new Conversation("m", "Everything at once", now, now, PARAMETERS, List.of(asked));
    }

    static Conversation branches() {
        Instant now = Instant.now();
        String first = "First I look at the question.";
        AnswerProgress segments =
                answer(
                        Phase.DONE,
                        first + "Now I check the result of the tool.",
                        "I will look it up.\n\nIt is 42.",
                        List.of(
                                new Thought(0, 0, Duration.ofSeconds(3)),
                                new Thought(first.length(), 20, Duration.ofSeconds(5))),
                        null);
        AnswerProgress stopped =
                answer(Phase.STOPPED, "", "The first half of an answer that was", List.of(), null);
        AnswerProgress failed =
                answer(
                        Phase.FAILED,
                        "",
                        "",
                        List.of(),
                        new Failure("upstream_error", "The provider is overloaded."));
        return new Conversation(
                new Heading("b", "Branches and trouble", now, now, PARAMETERS, 3, true, "", ""),
                List.of(
                        exchange("What is it?", segments, null),
                        exchange("And why? (first wording)", failed, 0),
                        exchange("And why?", stopped, 0),
                        exchange("Once more", failed, 2)));
    }

    static Conversation tools() {
        String first = "I need the weather of the next days.";
        String text = "I look it up.\n\nIt stays warm: 31 degrees on all three days.";
        AnswerProgress one =
                answer(
                        Phase.DONE,
                        first + "So I can answer.",
                        text,
                        List.of(
                                new Thought(0, 0, Duration.ofSeconds(3)),
                                new Thought(first.length(), 15, Duration.ofSeconds(2))),
                        null);
        Instant now = Instant.now();
        List<Exchange> said = List.of(exchange("How warm will it be?", calling(one), null));
        return new Conversation("t", "With a tool", now, now, PARAMETERS, said);
    }

    private static AnswerProgress calling(AnswerProgress one) {
        return new AnswerProgress(
                one.phase(),
                one.requestId(),
                one.reasoning(),
                one.text(),
                one.thinking(),
                one.firstToken(),
                one.elapsed(),
                one.upstreamModel(),
                one.receipt(),
                one.failure(),
                one.thoughts(),
                List.of(
                        new ToolUse(
                                1,
                                15,
                                "call_1",
                                "find_weather",
                                "{\"city\":\"Hu\u1ebf\",\"days\":3}",
                                Duration.ofMillis(840),
                                "{\"celsius\":31}")));
    }

    static Conversation draft() {
        Instant now = Instant.now();
        return new Conversation("d", "", now, now, PARAMETERS, List.of())
                .drafting("An unfinished thought about whales");
    }

    /// One question with its answer.
    static Conversation brief(String title, String question, String answer) {
        Instant now = Instant.now();
        Exchange said =
                new Exchange(question, PARAMETERS.model(), AnswerProgress.of(Phase.DONE, answer));
        return new Conversation(title, title, now, now, PARAMETERS, List.of(said));
    }

    /// A question with a picture, red all over.
    static Conversation withPicture() {
        Instant now = Instant.now();
        Exchange said =
                new Exchange(
                        "What colour is it?",
                        PARAMETERS.model(),
                        AnswerProgress.of(Phase.DONE, "Red."),
                        null,
                        List.of(new Attachment("red.png", "image/png", RED)));
        return new Conversation("picture", "A picture", now, now, PARAMETERS, List.of(said));
    }
}
