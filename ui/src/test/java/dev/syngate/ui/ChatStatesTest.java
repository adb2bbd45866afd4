package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.history.Exchange;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a person sees while an answer is on its way and while they write, with pictures of it.
@Timeout(120)
class ChatStatesTest {
    @TempDir private Path folder;
    private final CountDownLatch enough = new CountDownLatch(1);
    private ChatWindow chat;
    private Parts on;

    private void open(ThemeChoice theme) throws Exception {
        chat = ChatWindow.open(folder, theme, this::answer, "silent", "counts", "segments");
        on = chat.on();
    }

    @AfterEach
    void close() throws Exception {
        enough.countDown();
        chat.close();
    }

    private void answer(ScriptedProvider.Stream stream) throws Exception {
        if (stream.asked().contains("\"silent\"")) {
            enough.await();
        }
        if (stream.asked().contains("\"segments\"")) {
            stream.event(
                    ChatWindow.delta(
                            "reasoning_content", "I need the weather of the next days first."));
            stream.event(ChatWindow.delta("content", "I look it up. "));
            stream.event(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"find_weather\",\"arguments\":\"{\\\"city\\\":\\\"Hue\\\"}\"}}]}}]}");
            stream.event(ChatWindow.delta("reasoning_content", "It stays warm, so I can say so."));
        }
        stream.event(ChatWindow.delta("content", "It stays warm: 31 degrees on all three days."));
        stream.event(
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":17,\"completion_tokens\":263,\"completion_tokens_details\":{\"reasoning_tokens\":240}}}");
        stream.event("[DONE]");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aSilentProviderHasAClockAndWhatIsWrittenMeanwhileWaits(ThemeChoice theme)
            throws Exception {
        open(theme);
        chat.ask("silent", "How warm will it be");
        Fx.until("the clock", () -> secondsWaited() >= 0);
        Fx.until("a second of it", () -> secondsWaited() > 0);
        chat.send("and tomorrow");
        chat.send("and in summer");
        Fx.until("the queue", () -> on.all(Node.class, ".queued").size() == 2);
        chat.take("chat-queue", theme);
        Fx.run(() -> on.button("Do not send").fire());
        assertThat(Fx.call(() -> on.shows("and tomorrow"))).isFalse();
        enough.countDown();
        chat.untilEnded(2);
        assertThat(Fx.call(() -> on.has(Node.class, ".queued"))).isFalse();
        assertThat(chat.kept().exchanges())
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
        chat.ask("segments", "How warm will it be");
        chat.untilEnded(1);
        chat.ask("counts", "Are you sure");
        chat.untilEnded(2);
        assertThat(Fx.call(() -> on.shows("Thinking hidden by the provider"))).isTrue();
        Fx.run(() -> on.button("Show the thinking").fire());
        chat.take("chat-segments", theme);
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
        Fx.run(() -> chat.input().setText("What do these say about whales"));
        Fx.until("the paste", () -> on.shows("Pasted text, 10,000 characters"));
        chat.take("chat-attachments", theme);
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
