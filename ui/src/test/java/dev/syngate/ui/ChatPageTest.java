package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// Writes, stops and scrolls in the chat as a person does.
@Timeout(120)
class ChatPageTest {
    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private Gateway gateway;
    private SyngateWindow window;
    private Windows.Shown shown;
    private Parts on;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        gateway.conversations().save(ChatGallery.markdown());
        gateway.conversations().save(ChatGallery.branches());
        shown = Windows.show(gateway, folder, 960, 700);
        window = shown.window();
        on = new Parts(window.scene());
        Fx.until("focus", () -> window.scene().getFocusOwner() instanceof TextArea);
    }

    @AfterEach
    void close() throws Exception {
        shown.close();
        gateway.close();
    }

    private TextArea input() {
        return on.first(TextArea.class, ".message-input");
    }

    private void openChat(String title) {
        Fx.until("the chats", () -> on.has(Button.class, ".conversation"));
        Fx.run(() ->
                on.all(Button.class, ".conversation").stream()
                        .filter(line -> title.equals(line.getAccessibleText()))
                        .findFirst()
                        .orElseThrow()
                        .fire());
        Fx.until("the messages", () -> on.has(ScrollPane.class, ".message-flow"));
    }

    @Test
    void threeKeysBreakTheLineAndOnlyEnterSends() {
        robot.write("a").push(KeyCode.SHIFT, KeyCode.ENTER);
        robot.write("b").push(KeyCode.CONTROL, KeyCode.J);
        robot.write("c").push(KeyCode.ALT, KeyCode.ENTER);
        robot.write("d");
        assertThat(Fx.call(() -> input().getText())).isEqualTo("a\nb\nc\nd");
        robot.push(KeyCode.ENTER);
        Fx.until("the stop button", () -> on.first(Button.class, ".stop").isVisible());
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
    }

    @Test
    void enterThatTakesAWordOfAnInputMethodDoesNotSend() {
        robot.write("a");
        Fx.run(() -> compose("ni"));
        robot.push(KeyCode.ENTER);
        assertThat(Fx.call(() -> on.first(Button.class, ".stop").isVisible())).isFalse();
        Fx.run(() -> compose(""));
        robot.push(KeyCode.ENTER);
        Fx.until("the stop button", () -> on.first(Button.class, ".stop").isVisible());
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
    }

    private void compose(String text) {
        List<InputMethodTextRun> composed =
                text.isEmpty()
                        ? List.of()
                        : List.of(
                                new InputMethodTextRun(text, InputMethodHighlight.UNSELECTED_RAW));
        input().fireEvent(
                        new InputMethodEvent(
                                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                                composed,
                                text.isEmpty() ? "你" : "",
                                0));
    }

    @Test
    void escapeStopsTheAnswerWhereverTheFocusIs() {
        robot.write("Go").push(KeyCode.ENTER);
        Fx.until("the thinking", () -> on.shows("Thinking"));
        openChat("Go");
        Fx.run(() -> window.scene().getRoot().requestFocus());
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
    }

    @Test
    void whoScrollsUpIsLeftAloneUntilTheyWantToGoBack() {
        openChat("Everything at once");
        Fx.until("the end", () -> flow().getVvalue() > 0.99);
        assertThat(Fx.call(this::wayBack)).isFalse();
        Fx.run(() -> {
            flow().fireEvent(scroll());
            flow().setVvalue(0.3);
        });
        assertThat(Fx.call(this::wayBack)).isTrue();
        Fx.run(() -> shown.stage().setHeight(660));
        assertThat(Fx.call(() -> flow().getVvalue())).isLessThan(0.9);
        Fx.run(() -> on.button("Go to the end").fire());
        assertThat(Fx.call(() -> flow().getVvalue())).isGreaterThan(0.99);
    }

    private ScrollPane flow() {
        return on.first(ScrollPane.class, ".message-flow");
    }

    private boolean wayBack() {
        return on.first(Button.class, ".to-end").isVisible();
    }

    private static ScrollEvent scroll() {
        return new ScrollEvent(
                ScrollEvent.SCROLL,
                0,
                0,
                0,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                40,
                0,
                40,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null);
    }

    @Test
    void aLongQuestionIsFolded() {
        openChat("Everything at once");
        Fx.until("the question", () -> on.shows("notes.txt"));
        double folded =
                Fx.call(() -> on.first(javafx.scene.layout.VBox.class, ".question").getHeight());
        assertThat(folded).isLessThan(500);
    }

    @Test
    void aLongPasteGoesAlongAsAThingOfItsOwn() {
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("word ".repeat(2000));
            Clipboard.getSystemClipboard().setContent(content);
            input().paste();
        });
        assertThat(Fx.call(() -> input().getText())).isEmpty();
        assertThat(Fx.call(() -> on.shows("Pasted text, 10,000 characters"))).isTrue();
    }

    @Test
    void bothThoughtsOfAnAnswerAreThereAndComplete() {
        openChat("Branches and trouble");
        Fx.until("the thoughts", () -> on.shows("Thought for 3") && on.shows("Thought for 5"));
        Fx.run(() -> on.button("Show the thinking").fire());
        Fx.until(
                "the words",
                () ->
                        on.all(javafx.scene.text.Text.class, ".thinking-words .text").stream()
                                .anyMatch(
                                        t -> t.getText().equals("First I look at the question.")));
        assertThat(Fx.call(() -> on.shows("2/2"))).isTrue();
    }
}
