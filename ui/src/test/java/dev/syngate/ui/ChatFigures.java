package dev.syngate.ui;

import dev.syngate.access.Group;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.Phase;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Gateway;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/// Prints what a long conversation and a long answer cost the window. No test of the suite: it runs
/// only when asked for, by `benchmarks/chat`.
class ChatFigures {
    private static final int EXCHANGES = 1_000;
    private static final int HISTORY = 10_000;

    /// Those of them in which the word is that is looked for.
    private static final List<String> FOUND =
            IntStream.iterate(7, i -> i < HISTORY, i -> i + 1_000)
                    .mapToObj(i -> "Conversation " + i)
                    .toList();

    private static final int TOKENS = 100_000;
    private static final int TOKENS_A_SECOND = 200;

    /// So many of the tokens come at that speed, those before as fast as they are read: the end of
    /// the longest answer is the slowest to show. `-Dpaced=100000` streams all of them so.
    private static final int AT_PACE = Integer.getInteger("paced", 6_000);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir private Path folder;
    private final CountDownLatch paced = new CountDownLatch(1);
    private final List<Long> pulses = Collections.synchronizedList(new ArrayList<>());
    private final Runnable pulse = this::pulse;
    private Gateway gateway;
    private ScriptedProvider provider;
    private SyngateWindow window;
    private Stage stage;
    private Parts on;
    private long spent;

    /// The conversation that is being opened; empty: none.
    private String awaited = "";

    private long drawnAt;
    private long work;
    private long workBefore;

    @BeforeEach
    void open() throws Exception {
        gateway = Windows.gateway(folder);
        provider = new ScriptedProvider(this::answer);
        provider.serveTo(gateway, Protocol.OPENAI_CHAT, "long");
        gateway.conversations().save(conversation("Short", 3));
        gateway.conversations().save(conversation("Long", EXCHANGES));
        FxToolkit.registerPrimaryStage();
        showWindow();
    }

    private void showWindow() {
        window = Windows.window(gateway, folder, ThemeChoice.DARK);
        Fx.run(() -> {
            stage = new Stage();
            stage.setWidth(1280);
            stage.setHeight(860);
            window.show(stage, () -> {});
            window.content().open("chat");
            window.scene().addPostLayoutPulseListener(pulse);
            on = new Parts(window.scene());
        });
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(() -> stage.close());
        FxToolkit.cleanupStages();
        gateway.close();
        provider.close();
    }

    /// Notes what the JavaFX thread has done since the last pulse, everything included.
    private void pulse() {
        long now = THREADS.getCurrentThreadCpuTime();
        pulses.add(now - spent);
        spent = now;
        if (!awaited.isEmpty()
                && awaited.equals(on.first(Label.class, ".chat-title").getText())
                && on.has(Node.class, ".exchange")) {
            drawnAt = System.nanoTime();
            awaited = "";
        }
    }

    private static String text(int exchange) {
        return """
        ## Part %d

        A **paragraph** of an answer with `code`, a [link](https://example.org) and enough \
        words to be broken into lines of the lane, as most answers have several of.

        - first point of a list
        - second point, number %d

        ```java
        try (var db = source.getConnection()) {
            export.write(%d); // a comment
        }
        ```

        | name | value |
        |---|--:|
        | a | %d |
        """
                .formatted(exchange, exchange, exchange, exchange);
    }

    private static Conversation conversation(String title, int exchanges) {
        Instant now = Instant.now();
        List<Exchange> all = new ArrayList<>();
        for (int i = 0; i < exchanges; i++) {
            all.add(new Exchange("Question " + i, "long", AnswerProgress.of(Phase.DONE, text(i))));
        }
        return new Conversation(
                title, title, now, now, ChatParameters.of("long", Group.STANDARD), all);
    }

    private void answer(ScriptedProvider.Stream stream) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; all.length() < TOKENS * 4; i++) {
            all.append(text(i)).append('\n');
        }
        long start = 0;
        for (int token = 0; token < TOKENS; token++) {
            if (token >= TOKENS - AT_PACE) {
                if (start == 0) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
                    start = System.nanoTime();
                    paced.countDown();
                }
                long due = (token - TOKENS + AT_PACE) * 1_000_000_000L / TOKENS_A_SECOND;
                LockSupport.parkNanos(start + due - System.nanoTime());
            }
            stream.event(delta(all.substring(token * 4, token * 4 + 4)));
        }
        stream.event("[DONE]");
    }

    private static String delta(String text) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":"
                + Json.MAPPER.writeValueAsString(text)
                + "}}]}";
    }

    /// How long it takes until the conversation is drawn, and how much of that is work.
    private long opened(String title) {
        Fx.until("the chats", () -> on.has(Button.class, ".conversation"));
        long began =
                Fx.call(() -> {
                    Button line =
                            on.all(Button.class, ".conversation").stream()
                                    .filter(one -> title.equals(one.getAccessibleText()))
                                    .findFirst()
                                    .orElseThrow();
                    long before = System.nanoTime();
                    drawnAt = 0;
                    awaited = title;
                    workBefore = THREADS.getCurrentThreadCpuTime();
                    line.fire();
                    return before;
                });
        Fx.until("the pulse", () -> drawnAt != 0);
        work = TimeUnit.NANOSECONDS.toMillis(spent - workBefore);
        return TimeUnit.NANOSECONDS.toMillis(drawnAt - began);
    }

    @Test
    void figures() throws Exception {
        opened("Short");
        print("2,000 messages open", opened("Long") + " ms", "300 ms");
        print("of it work of the JavaFX thread", work + " ms", "");
        Fx.until("all of it", () -> !on.first(Node.class, ".message-flow").isMouseTransparent());
        Fx.run(() -> {
            window.content().open("chat");
            on.button("New chat").fire();
            TextArea input = on.first(TextArea.class, ".message-input");
            input.setText("Write.");
            on.button("Send").fire();
        });
        paced.await();
        pulses.clear();
        while (!Fx.call(this::hasEnded)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        List<Long> sorted = pulses.stream().sorted().toList();
        print("pulses", sorted.size() + "", "");
        print("nodes in the window", Fx.call(() -> count(window.scene().getRoot())) + "", "");
        print("JavaFX thread per pulse, median", millis(sorted, 0.5), "");
        print("JavaFX thread per pulse, 95 %", millis(sorted, 0.95), "8 ms");
        print("JavaFX thread per pulse, 99 %", millis(sorted, 0.99), "");
        print("memory of the process (PSS)", memory("Pss") + " MB", "350 MB");
        print("with what it shares (RSS)", memory("Rss") + " MB", "");
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        print("heap in use after a collection", (heap.getUsed() >> 20) + " MB", "");
    }

    /// What a history of ten thousand conversations costs when the program starts, when its page is
    /// opened and when it is searched.
    @Test
    void history() throws Exception {
        Instant now = Instant.now();
        for (int i = 0; i < HISTORY; i++) {
            String title = "Conversation " + i;
            Instant then = now.minusSeconds(600L * i);
            List<Exchange> said = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                String words = text(i * 4 + k) + (i % 1000 == 7 ? " armadillo " : "");
                said.add(
                        new Exchange(
                                "Question " + k, "long", AnswerProgress.of(Phase.DONE, words)));
            }
            gateway.conversations()
                    .save(
                            new Conversation(
                                    "h" + i,
                                    title,
                                    then,
                                    then,
                                    ChatParameters.of("long", Group.STANDARD),
                                    said));
        }
        close();
        long start = System.nanoTime();
        gateway = Windows.gateway(folder);
        provider = new ScriptedProvider(this::answer);
        print("gateway opens with 10,000 chats", since(start), "");
        start = System.nanoTime();
        showWindow();
        Fx.until("the chats", () -> on.shows("Conversation 0"));
        print("window until they are listed", since(start), "");
        start = System.nanoTime();
        gateway.conversations().list();
        print("of it reading and sorting headings", since(start), "");
        long before = Fx.call(THREADS::getCurrentThreadCpuTime);
        start = System.nanoTime();
        Fx.run(() -> on.first(TextField.class, ".small-field").setText("armadillo"));
        Fx.until("what was found", () -> lines().equals(FOUND));
        print("search of 80,000 messages", since(start), "1 s");
        long spentThen = Fx.call(THREADS::getCurrentThreadCpuTime) - before;
        print("of it work of the JavaFX thread", spentThen / 1_000_000 + " ms", "");
        print("one of them opens", opened("Conversation 7") + " ms", "300 ms");
        Fx.run(() -> on.first(TextField.class, ".small-field").clear());
        Fx.until("all of them", () -> lines().contains("Conversation 1"));
        print("another opens among all", opened("Conversation 5") + " ms", "300 ms");
    }

    private List<String> lines() {
        return on.all(Button.class, ".conversation").stream()
                .map(Button::getAccessibleText)
                .toList();
    }

    private static String since(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms";
    }

    private static int count(Node node) {
        return 1
                + (node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream()
                                .mapToInt(ChatFigures::count)
                                .sum()
                        : 0);
    }

    private boolean hasEnded() {
        return !window.scene().getRoot().lookup(".stop").isVisible();
    }

    private static String millis(List<Long> sorted, double share) {
        return "%.1f ms".formatted(sorted.get((int) (sorted.size() * share)) / 1e6);
    }

    private static void print(String what, String found, String bound) {
        System.out.printf("| %-34s | %10s | %7s |%n", what, found, bound);
    }

    /// What the process holds at this moment, test and provider included; -1 where the system does
    /// not tell. Of pages that several processes share, PSS counts a share and RSS all.
    private static long memory(String kind) throws IOException {
        Path rollup = Path.of("/proc/self/smaps_rollup");
        return Files.exists(rollup)
                ? Files.readAllLines(rollup).stream()
                        .filter(line -> line.startsWith(kind + ":"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(-1)
                : -1;
    }
}
