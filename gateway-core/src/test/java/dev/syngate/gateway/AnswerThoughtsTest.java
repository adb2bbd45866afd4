package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.Cancellation;
import dev.syngate.chat.AnswerProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerThoughtsTest {
    private static AnswerProgress answer(String... deltas) {
        StreamedAnswer answer = new StreamedAnswer("req", new Cancellation());
        answer.run(
                reply -> {
                    try {
                        for (String delta : deltas) {
                            byte[] event =
                                    ("data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n")
                                            .getBytes(StandardCharsets.UTF_8);
                            reply.write(event, 0, event.length);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Optional::empty);
        return answer.progress();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reasoning_content\":\"%s\"}",
                "{\"reasoning\":\"%s\"}",
                "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"%s\"}]}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"%s\"}]}]}",
                "{\"content\":\"<think>%s</think>\"}",
                "{\"content\":\"[Thinking: %s]\"}"
            })
    void everyDialectOfThinkingIsToldFromTheAnswer(String dialect) {
        AnswerProgress answer =
                answer(
                        dialect.formatted("hm"),
                        "{\"content\":\"Yes\"}",
                        "{\"content\":\", it is.\"}");
        assertThat(answer.reasoning().strip()).isEqualTo("hm");
        assertThat(answer.text()).isEqualTo("Yes, it is.");
        assertThat(answer.thoughts()).hasSize(1);
        assertThat(answer.thinking()).isNotNull();
    }

    @Test
    void thoughtsBetweenPiecesOfTheAnswerKeepTheirPlaces() {
        AnswerProgress answer =
                answer(
                        "{\"reasoning_content\":\"one\"}",
                        "{\"content\":\"First. \"}",
                        "{\"reasoning_content\":\"two\"}",
                        "{\"content\":\"Second.\"}",
                        "{\"content\":\" End.\"}");
        assertThat(answer.thoughts())
                .extracting(AnswerProgress.Thought::before)
                .containsExactly(0, "First. ".length());
        assertThat(answer.words(0)).isEqualTo("one");
        assertThat(answer.words(1)).isEqualTo("two");
        assertThat(answer.text()).isEqualTo("First. Second. End.");
    }
}
