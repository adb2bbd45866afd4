package dev.syngate.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.history.Conversation;
import dev.syngate.history.Conversation.Exchange;
import dev.syngate.ui.fx.Background;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChatViewModelTest {
    @TempDir private Path folder;
    private Gateway gateway;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private ChatViewModel model() {
        ChatViewModel model =
                new ChatViewModel(gateway, Background.direct(), InstantSource.system());
        model.setParameters(model.currentProperty().get().parameters().withModel("sandbox/echo"));
        return model;
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static boolean hasEnded(ChatViewModel model) {
        model.look();
        return !model.isAnythingRunning();
    }

    @Test
    void whatWasSaidBeforeGoesAlongWithTheNextQuestion() {
        ChatViewModel model = model();
        model.send("one two three");
        until(() -> hasEnded(model));
        model.send("four");
        until(() -> hasEnded(model));
        List<Exchange> exchanges = model.currentProperty().get().exchanges();
        assertThat(exchanges)
                .extracting(e -> e.answer().text())
                .containsExactly("one two three", "four");
        long first = exchanges.getFirst().answer().receipt().usage().input();
        assertThat(exchanges.getLast().answer().receipt().usage().input()).isGreaterThan(first);
    }

    @Test
    void theSystemPromptAndTheLimitAreSent() {
        ChatViewModel model = model();
        ChatParameters parameters =
                model.currentProperty().get().parameters().withSystem("Be terse.").withMaxTokens(2);
        model.setParameters(parameters);
        model.send("a b c d");
        until(() -> hasEnded(model));
        AnswerProgress answer = model.currentProperty().get().exchanges().getFirst().answer();
        assertThat(answer.text().strip()).isEqualTo("a b");
        assertThat(answer.receipt().usage().input()).isGreaterThan(4);
    }

    @Test
    void anotherAnswerTakesThePlaceOfTheOldOne() {
        ChatViewModel model = model();
        model.send("again");
        until(() -> hasEnded(model));
        String before = model.currentProperty().get().exchanges().getFirst().answer().requestId();
        model.retry();
        until(() -> hasEnded(model));
        assertThat(model.currentProperty().get().exchanges()).hasSize(1);
        assertThat(model.currentProperty().get().exchanges().getFirst().answer().requestId())
                .isNotEqualTo(before);
        assertThat(gateway.requests().newest(9, all -> true)).hasSize(2);
    }

    @Test
    void anEmptyMessageIsNotSent() {
        ChatViewModel model = model();
        model.send("   \n");
        assertThat(model.isAnythingRunning()).isFalse();
        assertThat(model.conversations()).isEmpty();
    }

    @Test
    void anAnswerThatAnEarlierProcessLeftOpenIsShownAsInterrupted() {
        Instant now = Instant.parse("2026-11-21T10:00:00Z");
        ChatParameters parameters = ChatParameters.of("sandbox/echo", "Standard");
        gateway.conversations()
                .save(
                        new Conversation(
                                "c1",
                                "Left",
                                now,
                                now,
                                parameters,
                                List.of(
                                        new Exchange(
                                                "Hi",
                                                "sandbox/echo",
                                                AnswerProgress.waiting("req_1")))));
        ChatViewModel model = model();
        assertThat(model.conversations().getFirst().exchanges().getFirst().answer().phase())
                .isEqualTo(Phase.STOPPED);
    }

    @Test
    void theSearchFindsWordsOfQuestionsAndAnswers() {
        ChatViewModel model = model();
        model.send("about whales");
        until(() -> hasEnded(model));
        model.create();
        model.send("about bears");
        until(() -> hasEnded(model));
        model.searchProperty().set("WHALES");
        assertThat(model.conversations())
                .extracting(Conversation::title)
                .containsExactly("about whales");
        model.searchProperty().set("");
        assertThat(model.conversations()).hasSize(2);
    }

    @Test
    void aRemovedChatIsGoneAfterARestartUnlessItWasRestored() {
        ChatViewModel model = model();
        model.send("keep me");
        until(() -> hasEnded(model));
        Conversation kept = model.conversations().getFirst();
        model.remove(kept);
        assertThat(model().conversations()).isEmpty();
        model.restore(kept);
        assertThat(model().conversations()).hasSize(1);
    }
}
