package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.money.Money;
import dev.syngate.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// Answers that fail, end early or say nothing, as a person sees them.
@Timeout(120)
class ChatTroubleTest {
    private static final String ERROR = "{\"error\":{\"message\":\"No.\",\"type\":\"x\"}}";

    @TempDir private Path folder;
    private final CountDownLatch enough = new CountDownLatch(1);
    private ChatWindow chat;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        chat =
                ChatWindow.open(
                        folder,
                        ThemeChoice.LIGHT,
                        this::answer,
                        "fine",
                        "limited",
                        "refused",
                        "empty",
                        "endless");
        on = chat.on();
    }

    @AfterEach
    void close() throws Exception {
        enough.countDown();
        chat.close();
    }

    private void answer(ScriptedProvider.Stream stream) throws Exception {
        String asked = stream.asked();
        if (asked.contains("\"limited\"")) {
            stream.whole(429, ERROR, "Retry-After", "40");
        } else if (asked.contains("\"refused\"")) {
            stream.whole(401, ERROR);
        } else {
            if (!asked.contains("\"empty\"")) {
                stream.event(ChatWindow.delta("content", "Some words. "));
            }
            if (asked.contains("\"endless\"")) {
                enough.await();
            }
            ChatWindow.end(stream, 7, 3);
        }
    }

    private void ask(String model) {
        chat.ask(model, "go");
    }

    @Test
    void aLimitedProviderSaysWhenItMayBeAskedAgain() {
        ask("limited");
        Fx.until("the countdown", () -> secondsLeft() > 0);
        int first = Fx.call(this::secondsLeft);
        assertThat(first).isLessThanOrEqualTo(40);
        Fx.until("a later second", () -> secondsLeft() < first);
    }

    /// What the button says; 0 where nothing is counted down.
    private int secondsLeft() {
        return on.all(Button.class, ".button").stream()
                .filter(Button::isDisabled)
                .map(button -> String.valueOf(button.getText()))
                .filter(text -> text.startsWith("Retry in "))
                .mapToInt(text -> Integer.parseInt(text.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(0);
    }

    @Test
    void aRefusedCredentialLeadsToTheProviders() {
        ask("refused");
        Fx.until("the failure", () -> on.shows("refused Syngate’s credential") || failed());
        assertThat(Fx.call(() -> on.shows("nothing charged"))).isTrue();
        Fx.run(() -> on.button("Open providers").fire());
        Fx.until("the page", () -> on.shows("Scripted OPENAI_CHAT"));
    }

    private boolean failed() {
        return on.has(Node.class, ".note");
    }

    @Test
    void anAnswerWithoutAWordIsSaidToBeOne() {
        ask("empty");
        Fx.until("the note", () -> on.shows("ended its answer without a word"));
    }

    @Test
    void theSumOfAChatIsThatOfItsRequestsWhenAnswersFailOrAreStopped() {
        ask("fine");
        chat.untilEnded(1);
        ask("refused");
        Fx.until("the failure", this::failed);
        ask("endless");
        Fx.until("its words", () -> on.button("Stop").isVisible() && on.shows("tok/s"));
        new FxRobot().push(KeyCode.ESCAPE);
        chat.untilShown("Interrupted");
        Money charged = chat.charged(3);
        Fx.until("the chat", () -> chat.kept().charged().equals(charged));
        assertThat(charged.isZero()).isFalse();
    }

    @Test
    void theCostOfThePromptIsToldBeforeItIsSent() {
        chat.send("@fine");
        assertThat(Fx.call(() -> on.shows("+ answer"))).isFalse();
        Fx.run(() -> chat.input().setText("how much is this"));
        Fx.until("the estimate", () -> on.shows("tokens  ·  ") && on.shows("+ answer"));
    }
}
