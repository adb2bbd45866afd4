package dev.syngate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Conversation TWO =
            new Conversation(
                    "c",
                    "",
                    NOW,
                    NOW,
                    ChatParameters.of("m", "Standard"),
                    List.of(exchange("a"), exchange("b")));

    private static Exchange exchange(String question) {
        return new Exchange(question, "m", AnswerProgress.waiting("req-" + question));
    }

    private static List<String> shown(Conversation conversation) {
        return conversation.thread().stream().map(Exchange::question).toList();
    }

    @Test
    void anOldConversationIsOneBranch() {
        assertThat(TWO.path()).containsExactly(0, 1);
        assertThat(TWO.siblings(1)).containsExactly(1);
    }

    @Test
    void anotherQuestionAtTheSamePlaceIsASiblingAndNothingIsLost() {
        Conversation three = TWO.asked(exchange("b2").following(0), NOW);
        assertThat(shown(three)).containsExactly("a", "b2");
        assertThat(three.siblings(2)).containsExactly(1, 2);
        Conversation four = three.asked(exchange("c").following(2), NOW);
        assertThat(shown(four.showing(1))).containsExactly("a", "b");
        assertThat(shown(four.showing(1).showing(2))).containsExactly("a", "b2", "c");
        assertThat(shown(four.showing(0))).containsExactly("a", "b2", "c");
        assertThat(four.exchanges()).hasSize(4);
    }

    @Test
    void aBranchBecomesAConversationOfItsOwn() {
        Conversation three = TWO.asked(exchange("b2").following(0), NOW);
        Conversation branch = three.branch("d", 2, NOW);
        assertThat(shown(branch)).containsExactly("a", "b2");
        assertThat(branch.exchanges()).hasSize(2);
    }

    @Test
    void allWordsMustOccurSomewhere() {
        Conversation asked = TWO.asked(exchange("Über Wale und Bären").following(1), NOW);
        assertThat(asked.contains("WALE bären")).isTrue();
        assertThat(asked.contains("wale tiger")).isFalse();
        assertThat(asked.contains(" ")).isTrue();
    }
}
