package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewayState;
import dev.syngate.history.Conversation;
import dev.syngate.ui.theme.ThemeChoice;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// Works in the window as a person does, mostly with the keyboard alone.
@Timeout(120)
class WindowTest {
    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private Gateway gateway;
    private SyngateWindow window;
    private Windows.Shown shown;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        show();
    }

    private void show() throws Exception {
        shown = Windows.show(gateway, folder, 960, 700);
        window = shown.window();
        on = new Parts(window.scene());
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        gateway.close();
    }

    private Node focused() {
        return Fx.call(() -> window.scene().getFocusOwner());
    }

    private void focusOn(String what, Class<? extends Node> type) {
        Fx.until("focus on " + what, () -> type.isInstance(window.scene().getFocusOwner()));
    }

    private Stream<Conversation> answered() {
        return gateway.conversations().list().stream()
                .map(heading -> gateway.conversations().find(heading.id()))
                .filter(c -> c.exchanges().getLast().answer().phase().hasEnded());
    }

    @Test
    void aQuestionTypedAndSentIsAnsweredAndKept() throws Exception {
        focusOn("the composer", TextArea.class);
        robot.write("Hello there").push(KeyCode.ENTER);
        Fx.until("the thinking", () -> on.shows("Thinking"));
        Fx.until("the answer's end", () -> on.shows("Thought for") && on.shows(" out"));
        Fx.until("the stored answer", () -> answered().count() == 1);
        Conversation stored = answered().findFirst().orElseThrow();
        assertThat(stored.title()).isEqualTo("Hello there");
        var answer = stored.exchanges().getFirst().answer();
        var request = gateway.requests().find(answer.requestId()).orElseThrow();
        assertThat(answer.receipt()).isEqualTo(request.receipt());
        assertThat(request.key()).isEqualTo("this-app");
        Fx.run(() -> shown.stage().close());
        show();
        Fx.until("the chat in the list", () -> on.has(Button.class, ".conversation"));
        Fx.run(() -> on.first(Button.class, ".conversation").fire());
        Fx.until("the old answer", () -> on.shows("Thought for"));
    }

    @Test
    void escapeStopsTheAnswerAndKeepsWhatCame() {
        focusOn("the composer", TextArea.class);
        robot.write("A long one").push(KeyCode.ENTER);
        Fx.until("the thinking", () -> on.shows("Thinking"));
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
        Fx.until(
                "the request's record",
                () -> gateway.requests().newest(1, all -> true).size() == 1);
        assertThat(gateway.requests().newest(1, all -> true).getFirst().status()).isEqualTo(499);
        assertThat(gateway.ledger().openHolds()).isZero();
    }

    @Test
    void aMessageWrittenWhileAnAnswerStreamsIsSentAfterIt() {
        focusOn("the composer", TextArea.class);
        robot.write("First").push(KeyCode.ENTER);
        Fx.until("the thinking", () -> on.shows("Thinking"));
        robot.write("Second").push(KeyCode.ENTER);
        Fx.until("both questions", () -> on.all(Node.class, ".question").size() == 2);
        Fx.until("both records", () -> gateway.requests().newest(9, all -> true).size() == 2);
    }

    @Test
    void aKeyIsMadeWithTheKeyboardAloneAndWorks() throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        Fx.until("the page", () -> on.shows("No API keys yet"));
        robot.push(KeyCode.CONTROL, KeyCode.N);
        focusOn("the name", TextField.class);
        robot.push(KeyCode.ENTER);
        Fx.until("what is missing", () -> on.shows("Give the key a name"));
        robot.write("Priya").push(KeyCode.ENTER);
        Fx.until("the secret", () -> on.has(CheckBox.class, ".check-box"));
        Fx.until(
                "focus on the copy button",
                () ->
                        window.scene().getFocusOwner() instanceof Button copy
                                && copy.getText().equals("Copy key"));
        robot.push(KeyCode.SPACE);
        String secret = Fx.call(() -> Clipboard.getSystemClipboard().getString());
        assertThat(secret).startsWith("sk-syn-");
        robot.push(KeyCode.ESCAPE);
        assertThat(Fx.call(() -> on.has(CheckBox.class, ".check-box"))).isTrue();
        robot.push(KeyCode.TAB).push(KeyCode.TAB);
        assertThat(focused()).isInstanceOf(CheckBox.class);
        robot.push(KeyCode.SPACE).push(KeyCode.TAB).push(KeyCode.SPACE);
        Fx.until("the table", () -> !on.has(CheckBox.class, ".check-box"));
        assertThat(models(secret)).isEqualTo(200);
        assertThat(gateway.keys().get("Priya").limits().rpm()).isEqualTo(60);
    }

    private int models(String secret) throws Exception {
        String address = ((GatewayState.Running) gateway.state()).address();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/models"))
                        .header("Authorization", "Bearer " + secret)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aRemovedKeyComesBackWithUndo() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        focusOn("the name", TextField.class);
        robot.write("Old laptop").push(KeyCode.ENTER);
        Fx.until("the secret", () -> on.has(CheckBox.class, ".check-box"));
        Fx.run(() -> {
            on.first(CheckBox.class, ".check-box").setSelected(true);
            on.button("Done").fire();
        });
        focusOn("the table", TableView.class);
        robot.push(KeyCode.HOME);
        Fx.until("the inspector", () -> on.shows("Requests per minute"));
        robot.push(KeyCode.DELETE);
        Fx.until("the removal", () -> gateway.keys().list().isEmpty());
        Fx.until("the toast", () -> on.shows("“Old laptop” removed"));
        Fx.run(() -> on.button("Undo").fire());
        Fx.until("the key", () -> gateway.keys().list().size() == 1);
    }

    @Test
    void aHalfWrittenKeyIsNotThrownAwayUnasked() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        focusOn("the name", TextField.class);
        robot.write("Priya").push(KeyCode.ESCAPE);
        Fx.until("the question", () -> on.shows("Discard the changes?"));
        Fx.run(() -> on.button("Keep editing").fire());
        assertThat(Fx.call(() -> on.first(TextField.class, ".form .text-field").getText()))
                .isEqualTo("Priya");
        robot.push(KeyCode.ESCAPE);
        Fx.run(() -> on.button("Discard").fire());
        Fx.until("the page", () -> !on.has(TextField.class, ".form .text-field"));
        assertThat(gateway.keys().list()).isEmpty();
    }

    @Test
    void wrongLimitsAreNamedAtTheirFields() {
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT5);
        robot.push(KeyCode.CONTROL, KeyCode.N);
        focusOn("the name", TextField.class);
        robot.write("Priya");
        Fx.run(() -> on.toggle("Amount"));
        robot.push(KeyCode.ENTER);
        Fx.until("the amount's error", () -> on.shows("An amount above 0"));
        assertThat(gateway.keys().list()).isEmpty();
    }

    @Test
    void theLookAndTheLanguageAreKept() {
        Fx.run(() -> window.preferences().themeProperty().set(ThemeChoice.DARK));
        Fx.run(() -> window.preferences().languageProperty().set(Locale.of("vi")));
        Fx.until("Vietnamese", () -> on.shows("Trò chuyện"));
        Fx.run(() -> shown.stage().close());
        Fx.run(() -> {
            var kept = new dev.syngate.ui.frame.WindowPreferences(folder);
            assertThat(kept.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
            assertThat(kept.languageProperty().get()).isEqualTo(Locale.of("vi"));
        });
    }
}
