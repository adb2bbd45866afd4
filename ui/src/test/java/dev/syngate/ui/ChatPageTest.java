package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import java.nio.file.Path;
import java.util.List;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
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
        gateway.conversations().save(ChatGallery.withPicture());
        gateway.conversations()
                .save(ChatGallery.brief("A short one", "How are you?", "Fine, thanks."));
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

    @Test
    void aSelectionReachesFromAQuestionIntoItsAnswer() {
        openChat("A short one");
        Fx.until("the answer", () -> on.has(Text.class, ".answer .text"));
        Node question = Fx.call(() -> on.first(Node.class, ".question"));
        Node answer = Fx.call(() -> on.first(Node.class, ".answer .text"));
        Fx.run(() -> {
            Bounds words = answer.localToScene(answer.getLayoutBounds());
            mouse(MouseEvent.MOUSE_PRESSED, question, question.localToScene(2, 4));
            mouse(
                    MouseEvent.MOUSE_DRAGGED,
                    question,
                    new Point2D(words.getCenterX(), words.getCenterY()));
            mouse(MouseEvent.MOUSE_RELEASED, question, Point2D.ZERO);
        });
        robot.push(KeyCode.CONTROL, KeyCode.C);
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
                .startsWith("How are you?\nFine");
    }

    private static void mouse(EventType<MouseEvent> type, Node target, Point2D at) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        double x = at.getX();
        double y = at.getY();
        MouseButton primary = MouseButton.PRIMARY;
        target.fireEvent(
                new MouseEvent(
                        type, x, y, x, y, primary, 1, false, false, false, false, down, false,
                        false, false, false, false, null));
    }

    @Test
    void whoSelectsFurtherThanTheySeeIsScrolledAlong() {
        openChat("Everything at once");
        Fx.until("the end", () -> flow().getVvalue() > 0.99);
        Node words = Fx.call(() -> on.all(Node.class, ".answer .text").getLast());
        Fx.run(() -> {
            Bounds pane = flow().localToScene(flow().getLayoutBounds());
            Point2D end = new Point2D(pane.getCenterX(), pane.getMaxY() - 20);
            mouse(MouseEvent.MOUSE_PRESSED, words, end);
            mouse(MouseEvent.MOUSE_DRAGGED, words, new Point2D(end.getX(), pane.getMinY() - 30));
        });
        Fx.until("a place further up", () -> flow().getVvalue() < 0.9);
        Fx.run(() -> mouse(MouseEvent.MOUSE_RELEASED, words, Point2D.ZERO));
        double then = Fx.call(() -> flow().getVvalue());
        robot.push(KeyCode.CONTROL, KeyCode.C);
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()).lines().count())
                .isGreaterThan(5);
        assertThat(Fx.call(() -> flow().getVvalue())).isEqualTo(then);
    }

    @Test
    void whatWasBeingWrittenIsThereAgainAfterAQuestionWasChangedOrAnotherChatLookedAt() {
        openChat("Branches and trouble");
        Fx.until("the question", () -> on.has(Node.class, ".question"));
        Fx.run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString("word ".repeat(2000));
            Clipboard.getSystemClipboard().setContent(content);
            input().paste();
            input().setText("half a thought");
            on.button("Edit the question").fire();
        });
        assertThat(Fx.call(() -> input().getText())).isNotEqualTo("half a thought");
        assertThat(Fx.call(() -> on.shows("Pasted text"))).isFalse();
        robot.push(KeyCode.ESCAPE);
        assertThat(Fx.call(() -> input().getText())).isEqualTo("half a thought");
        openChat("Everything at once");
        Fx.until("an empty message", () -> input().getText().isEmpty());
        openChat("Branches and trouble");
        Fx.until("the draft", () -> input().getText().equals("half a thought"));
        assertThat(Fx.call(() -> on.shows("Pasted text, 10,000 characters"))).isTrue();
    }

    @Test
    void aQuestionWithAPictureIsAsWideAndAsHighAsWhatItShows() {
        openChat("A picture");
        Fx.until("the picture", () -> on.has(ImageView.class, ".question .image-view"));
        Fx.until("the answer", () -> on.has(Text.class, ".answer .text"));
        Region question = Fx.call(() -> on.first(Region.class, ".question"));
        assertThat(Fx.call(question::getWidth)).isLessThan(260);
        assertThat(Fx.call(question::getHeight)).isLessThan(200);
    }

    @Test
    void whatFitsIsNotScrolledWhateverWasOpenBefore() {
        openChat("Everything at once");
        Fx.until("the end", () -> flow().getVvalue() > 0.99);
        openChat("A short one");
        Fx.until("the answer", () -> on.has(Text.class, ".answer .text") && on.shows("A short"));
        assertThat(Fx.call(this::firstLine)).isGreaterThanOrEqualTo(0);
        openChat("Everything at once");
        Fx.run(() -> on.button("New chat").fire());
        Fx.run(() -> input().setText("see this"));
        robot.push(KeyCode.ENTER);
        robot.push(KeyCode.ESCAPE);
        Fx.until("the stop", () -> on.shows("Interrupted"));
        assertThat(Fx.call(this::firstLine)).isGreaterThanOrEqualTo(0);
    }

    /// Where the messages begin, from the top of what is in sight.
    private double firstLine() {
        return flow().getContent().localToScene(0, 0).getY() - flow().localToScene(0, 0).getY();
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
                        on.all(Text.class, ".thinking-words .text").stream()
                                .anyMatch(
                                        t -> t.getText().equals("First I look at the question.")));
        assertThat(Fx.call(() -> on.shows("2/2"))).isTrue();
    }
}
