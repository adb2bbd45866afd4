package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.history.Conversation;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// Answers that fail, end early or say nothing, as a person sees them.
@Timeout(120)
class ChatTroubleTest {
    private static final String ERROR = "{\"error\":{\"message\":\"No.\",\"type\":\"x\"}}";

    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private final CountDownLatch enough = new CountDownLatch(1);
    private Gateway gateway;
    private ScriptedProvider provider;
    private SyngateWindow window;
    private Stage stage;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        provider = new ScriptedProvider(this::answer);
        provider.serveTo(
                gateway, Protocol.OPENAI_CHAT, "fine", "limited", "refused", "empty", "endless");
        FxToolkit.registerPrimaryStage();
        window = Windows.window(gateway, folder, ThemeChoice.LIGHT);
        Fx.run(() -> {
            stage = new Stage();
            stage.setWidth(1280);
            stage.setHeight(860);
            window.show(stage, () -> {});
            window.content().open("chat");
            on = new Parts(window.scene());
        });
        Fx.until("focus", () -> window.scene().getFocusOwner() instanceof TextArea);
    }

    @AfterEach
    void close() throws Exception {
        enough.countDown();
        Fx.run(() -> stage.close());
        FxToolkit.cleanupStages();
        gateway.close();
        provider.close();
    }

    private void answer(ScriptedProvider.Stream stream) throws IOException, InterruptedException {
        String asked = stream.asked();
        if (asked.contains("\"limited\"")) {
            stream.whole(429, ERROR, "Retry-After", "40");
        } else if (asked.contains("\"refused\"")) {
            stream.whole(401, ERROR);
        } else {
            if (!asked.contains("\"empty\"")) {
                stream.event(delta("Some words. "));
            }
            if (asked.contains("\"endless\"")) {
                enough.await();
            }
            stream.event(
                    "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}");
            stream.event("[DONE]");
        }
    }

    private static String delta(String text) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    private void ask(String model) {
        robot.write("@" + model).push(KeyCode.ENTER).write("go").push(KeyCode.ENTER);
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
        Fx.until("the end", () -> on.has(Node.class, ".settled"));
        ask("refused");
        Fx.until("the failure", this::failed);
        ask("endless");
        Fx.until("its words", () -> on.button("Stop").isVisible() && on.shows("tok/s"));
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
        Fx.until("the record", () -> gateway.requests().newest(9, all -> true).size() == 3);
        Money requests = Money.ZERO;
        for (var request : gateway.requests().newest(9, all -> true)) {
            requests = requests.plus(request.receipt().charged());
        }
        Money charged = requests;
        Fx.until("the chat", () -> kept().charged().equals(charged));
        assertThat(charged.isZero()).isFalse();
    }

    private Conversation kept() {
        return gateway.conversations().find(gateway.conversations().list().getFirst().id());
    }

    @Test
    void theCostOfThePromptIsToldBeforeItIsSent() {
        robot.write("@fine").push(KeyCode.ENTER);
        assertThat(Fx.call(() -> on.shows("+ answer"))).isFalse();
        robot.write("how much is this");
        Fx.until("the estimate", () -> on.shows("tokens  ·  ") && on.shows("+ answer"));
    }
}
