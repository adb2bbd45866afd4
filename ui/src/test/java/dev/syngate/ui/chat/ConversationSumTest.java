package dev.syngate.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syngate.billing.Price;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.money.Money;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.fx.Background;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a conversation says that it cost is what its requests were charged, whatever became of
/// them; over real sockets.
@Timeout(60)
class ConversationSumTest {
    private static final String WORDS =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Some words.\"}}]}";
    private static final String END =
            "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":17,\"completion_tokens\":63}}";

    @TempDir private Path folder;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<HttpServer> servers = new ArrayList<>();
    private Gateway gateway;
    private ChatViewModel chat;

    @BeforeEach
    void open() {
        gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
        chat = new ChatViewModel(gateway, Background.direct(), InstantSource.system());
    }

    @AfterEach
    void close() {
        over.countDown();
        gateway.close();
        servers.forEach(server -> server.stop(0));
    }

    /// How a provider answers.
    private enum Manner {
        WELL,
        NOT_AT_ALL,
        BROKEN_OFF,
        SILENTLY,
        WITHOUT_END
    }

    /// A provider of the model; those with a higher priority are asked first.
    private void serve(String model, Manner manner, int priority) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, manner));
        server.start();
        servers.add(server);
        Provider provider =
                new Provider(
                        "",
                        model + " " + manner,
                        Protocol.OPENAI_CHAT,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                        Price.ofTokens(2_000_000, 10_000_000),
                        priority,
                        1,
                        true);
        gateway.models().addRoute(model, gateway.providers().add(provider, "sk-upstream"), model);
    }

    private void answer(HttpExchange exchange, Manner manner) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            switch (manner) {
                case NOT_AT_ALL -> exchange.sendResponseHeaders(500, -1);
                case SILENTLY -> over.await();
                case WELL -> say(exchange, WORDS, END, "[DONE]");
                case BROKEN_OFF -> say(exchange, WORDS);
                case WITHOUT_END -> {
                    say(exchange, WORDS);
                    over.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(HttpExchange exchange, String... events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (String event : events) {
            exchange.getResponseBody()
                    .write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private void ask(String model) {
        chat.use(model);
        chat.send(Message.of("How much is this?"));
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private void untilEnded() {
        until(() -> {
            chat.look();
            return !chat.isAnythingRunning();
        });
    }

    /// The conversation on the screen and the one in the store cost what the requests cost.
    private List<RequestRecord> checkedRequests(int expected) {
        until(() -> gateway.requests().newest(99, all -> true).size() == expected);
        List<RequestRecord> records = gateway.requests().newest(99, all -> true);
        Money sum = Money.ZERO;
        for (RequestRecord record : records) {
            sum = sum.plus(record.charged());
        }
        assertThat(chat.currentProperty().get().charged()).isEqualTo(sum);
        String id = chat.currentProperty().get().id();
        assertThat(gateway.conversations().find(id).charged()).isEqualTo(sum);
        assertThat(sum.isZero()).isFalse();
        return records;
    }

    @Test
    void aRetriedAnswerCountsBesideTheFirst() throws Exception {
        serve("m", Manner.WELL, 0);
        ask("m");
        untilEnded();
        Money once = chat.currentProperty().get().charged();
        chat.retry(0);
        untilEnded();
        checkedRequests(2);
        assertThat(chat.currentProperty().get().charged()).isGreaterThan(once);
    }

    @Test
    void anAnswerOfASecondProviderCountsOnce() throws Exception {
        serve("m", Manner.NOT_AT_ALL, 9);
        serve("m", Manner.WELL, 1);
        ask("m");
        untilEnded();
        RequestRecord record = checkedRequests(1).getFirst();
        assertThat(record.fellBack()).isTrue();
    }

    @Test
    void ofTwoProvidersThatAreAskedAtOnceOneIsPaid() throws Exception {
        gateway.admin()
                .handle(
                        "PATCH",
                        List.of("settings"),
                        Map.of(),
                        Json.MAPPER.readTree("{\"hedge_after_ms\":10}"));
        serve("m", Manner.SILENTLY, 9);
        serve("m", Manner.WELL, 1);
        ask("m");
        untilEnded();
        RequestRecord record = checkedRequests(1).getFirst();
        assertThat(record.attempts()).hasSize(2);
        assertThat(record.upstreamCost()).isGreaterThan(record.attempts().getLast().cost());
    }

    @Test
    void anAnswerThatBreaksOffAndOneThatFailsCountAsTheirRequestsDo() throws Exception {
        serve("broken", Manner.BROKEN_OFF, 0);
        serve("failing", Manner.NOT_AT_ALL, 0);
        ask("broken");
        untilEnded();
        ask("failing");
        untilEnded();
        checkedRequests(2);
    }

    @Test
    void aStoppedAnswerCountsAndSoDoesItsContinuation() throws Exception {
        serve("m", Manner.WITHOUT_END, 0);
        ask("m");
        until(() -> chat.look().values().stream().anyMatch(answer -> !answer.text().isEmpty()));
        chat.stop();
        untilEnded();
        checkedRequests(1);
        chat.goOn(0);
        until(() -> chat.isRunning(1));
        chat.stop();
        untilEnded();
        checkedRequests(2);
    }

    @Test
    void allAnswersThatAreComparedCountAlsoTheOneThatIsStopped() throws Exception {
        serve("a", Manner.WELL, 0);
        serve("b", Manner.BROKEN_OFF, 0);
        serve("c", Manner.WITHOUT_END, 0);
        chat.comparedWith().setAll("b", "c");
        ask("a");
        until(() -> {
            var now = chat.look();
            return chat.isRunning(2)
                    && !chat.isRunning(0)
                    && !chat.isRunning(1)
                    && now.containsKey(2)
                    && !now.get(2).text().isEmpty();
        });
        chat.choose(0);
        untilEnded();
        checkedRequests(3);
    }
}
