package dev.syngate.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<think>hm so</think>¶¶Yes. | hm so | Yes.",
                "  <thinking>a < b</thinking>Yes | a < b | Yes",
                "<reasoning>r</reasoning>A | r | A",
                "<seed:think>r</seed:think>A | r | A",
                "◁think▷r◁/think▷A | r | A",
                "[Thinking: see [1] now][Reasoning: more]Yes [2] | see [1] now more | Yes [2]",
                "Write <think> tags | ~~ | Write <think> tags",
                "<table> | ~~ | <table>",
                "<think>never closed | never closed | ~~",
                "[Thing] | ~~ | [Thing]",
                "[Thinking aloud] is a song | ~~ | [Thinking aloud] is a song",
                "[Reasoning: a [b]¶¶The answer | a [b] The answer | The answer",
            })
    void thinkingAndAnswerAreToldApartWhereverTheTextIsCut(
            String line, String thinking, String answer) {
        String text = line.replace('¶', '\n');
        for (int cut = 0; cut <= text.length(); cut++) {
            for (int second = cut; second <= text.length(); second += 3) {
                assertThat(
                                read(
                                        text.substring(0, cut),
                                        text.substring(cut, second),
                                        text.substring(second)))
                        .as(text.substring(0, cut) + "‖" + text.substring(cut))
                        .isEqualTo(thinking + "‖" + answer);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hm so</think>¶¶Yes. | hm so | Yes.",
                "<think>hm so</think>Yes. | hm so | Yes.",
                "No thoughts at all | No thoughts at all | No thoughts at all",
            })
    void theTemplateMayHaveOpenedTheTag(String line, String thinking, String answer) {
        String text = line.replace('¶', '\n');
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(read(new ThinkTags(true), text.substring(0, cut), text.substring(cut)))
                    .isEqualTo(thinking + "‖" + answer);
        }
    }

    @Test
    void aClosingTagAloneIsUnderstoodOnALineOfItsOwn() {
        assertThat(read("hm\nso\n</think>\n\nYes.")).isEqualTo("hm so‖Yes.");
        assertThat(read("The tag is\n</think> here.")).isEqualTo("‖The tag is\n</think> here.");
        assertThat(read("First `<think>`, then\n</think>\n ends it."))
                .isEqualTo("‖First `<think>`, then\n</think>\n ends it.");
    }

    private static String read(String... pieces) {
        return read(new ThinkTags(), pieces);
    }

    private static String read(ThinkTags tags, String... pieces) {
        StringBuilder thinking = new StringBuilder();
        StringBuilder answer = new StringBuilder();
        for (String piece : pieces) {
            tags.read(piece, thinking::append, answer::append);
        }
        tags.end(thinking::append, answer::append);
        return thinking.toString().strip().replaceAll("\\s+", " ") + "‖" + answer;
    }
}
