package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.history.Exchange;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// What a person sees while an answer is on its way and while they write, with pictures of it.
@Timeout(120)
class ChatStatesTest {
    @TempDir private Path folder;
    private final FxRobot robot = new FxRobot();
    private final CountDownLatch enough = new CountDownLatch(1);
    private Gateway gateway;
    private ScriptedProvider provider;
    private SyngateWindow window;
    private Stage stage;
    private Parts on;

    private void open(ThemeChoice theme) throws Exception {
        gateway = Windows.gateway(folder);
        provider = new ScriptedProvider(this::answer);
        provider.serveTo(gateway, Protocol.OPENAI_CHAT, "silent", "counts", "segments");
        FxToolkit.registerPrimaryStage();
        window = Windows.window(gateway, folder, theme);
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
        if (stream.asked().contains("\"silent\"")) {
            enough.await();
        }
        if (stream.asked().contains("\"segments\"")) {
            stream.event(delta("reasoning_content", "I need the weather of the next days first."));
            stream.event(delta("content", "I look it up. "));
            stream.event(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"find_weather\",\"arguments\":\"{\\\"city\\\":\\\"Hue\\\"}\"}}]}}]}");
            stream.event(delta("reasoning_content", "It stays warm, so I can say so."));
        }
        stream.event(delta("content", "It stays warm: 31 degrees on all three days."));
        stream.event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":17,\"completion_tokens\":263,\"completion_tokens_details\":{\"reasoning_tokens\":240}}}");
        stream.event("[DONE]");
    }

    private static String delta(String field, String text) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"" + field + "\":\"" + text + "\"}}]}";
    }

    private void ask(String model, String question) {
        robot.write("@" + model).push(KeyCode.ENTER);
        robot.write(question).push(KeyCode.ENTER);
    }

    private void take(String name, ThemeChoice theme) {
        Screens.take(window.scene(), 1280, 860, name + "-" + theme.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aSilentProviderHasAClockAndWhatIsWrittenMeanwhileWaits(ThemeChoice theme)
            throws Exception {
        open(theme);
        ask("silent", "How warm will it be");
        Fx.until("the clock", () -> secondsWaited() >= 0);
        Fx.until("a second of it", () -> secondsWaited() > 0);
        robot.write("and tomorrow").push(KeyCode.ENTER);
        robot.write("and in summer").push(KeyCode.ENTER);
        Fx.until("the queue", () -> on.all(Node.class, ".queued").size() == 2);
        take("chat-queue", theme);
        Fx.run(() -> on.button("Do not send").fire());
        assertThat(Fx.call(() -> on.shows("and tomorrow"))).isFalse();
        enough.countDown();
        Fx.until("both ends", () -> on.all(Node.class, ".settled").size() == 2);
        assertThat(Fx.call(() -> on.has(Node.class, ".queued"))).isFalse();
        assertThat(
                        gateway.conversations()
                                .find(gateway.conversations().list().getFirst().id())
                                .exchanges())
                .extracting(Exchange::question)
                .containsExactly("How warm will it be", "and in summer");
    }

    /// What the clock says; -1: there is none.
    private int secondsWaited() {
        return on.all(Label.class, ".secondary").stream()
                .map(label -> String.valueOf(label.getText()))
                .filter(text -> text.startsWith("Waiting for") || text.contains("been silent for"))
                .mapToInt(text -> Integer.parseInt(text.replaceAll("\\D+", "")))
                .findFirst()
                .orElse(-1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void thoughtsAroundACallAndHiddenOnesAreTold(ThemeChoice theme) throws Exception {
        open(theme);
        ask("segments", "How warm will it be");
        Fx.until("the end", () -> on.all(Node.class, ".settled").size() == 1);
        ask("counts", "Are you sure");
        Fx.until("the second end", () -> on.all(Node.class, ".settled").size() == 2);
        assertThat(Fx.call(() -> on.shows("Thinking hidden by the provider"))).isTrue();
        Fx.run(() -> on.button("Show the thinking").fire());
        take("chat-segments", theme);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void filesAndLongTextsAreChipsAboveTheMessage(ThemeChoice theme) throws Exception {
        open(theme);
        File notes = Files.writeString(folder.resolve("notes.md"), "# Notes\nand more").toFile();
        File manual = folder.resolve("manual.pdf").toFile();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(manual);
        }
        paste(new ClipboardContent(), notes, manual);
        Fx.until("the chips", () -> on.shows("notes.md") && on.shows("manual.pdf"));
        ClipboardContent words = new ClipboardContent();
        words.putString("word ".repeat(2000));
        paste(words);
        robot.write("What do these say about whales");
        Fx.until("the paste", () -> on.shows("Pasted text, 10,000 characters"));
        take("chat-attachments", theme);
        assertThat(Fx.call(() -> on.all(Button.class, ".attachment .button").size()))
                .isGreaterThanOrEqualTo(3);
    }

    private void paste(ClipboardContent content, File... files) {
        Fx.run(() -> {
            if (files.length > 0) {
                content.putFiles(List.of(files));
            }
            Clipboard.getSystemClipboard().setContent(content);
            on.first(TextArea.class, ".message-input").paste();
        });
    }
}
