package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Account;
import dev.syngate.billing.Price;
import dev.syngate.billing.Usage;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.money.Money;
import dev.syngate.protocol.TokenCounter;
import dev.syngate.requestlog.RequestRecord;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// However a call ends, it is settled once, and fairly.
@Timeout(60)
class EndingsTest {
    private static final Price PRICE = Price.ofTokens(Price.micros("1"), Price.micros("1000"));
    private static final Price BEYOND_COUNTING = Price.ofTokens(0, 1_000_000_000_000L);
    private static final String HELLO = "Hello there, how are you?";

    @TempDir private Path folder;
    private final CountDownLatch over = new CountDownLatch(1);
    private Till till;
    private String secret;

    @BeforeEach
    void open() {
        till = new Till(folder);
        till.topUp("100");
        secret = till.key("team", Till.TEAM, null);
    }

    @AfterEach
    void close() {
        over.countDown();
        till.close();
    }

    @Test
    void aClientThatLeavesWhileItWaitsPaysNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script silent =
                (request, out) -> {
                    asked.countDown();
                    over.await();
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(silent)) {
            till.serve(upstream, StreamShape.CHAT.protocol(), PRICE);
            Socket client = send(StreamShape.CHAT);
            asked.await();
            client.close();
            assertEnded(499, null, 0);
            upstream.clientLeft().await();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesWhileTheModelThinksPaysItsThoughts(StreamShape shape) throws Exception {
        leaveAfter(shape, shape.thought(HELLO));
        RequestRecord item = assertEnded(499, null, TokenCounter.count(HELLO));
        assertThat(item.receipt().usage().reasoning()).isEqualTo(TokenCounter.count(HELLO));
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesTheAnswerPaysWhatCame(StreamShape shape) throws Exception {
        leaveAfter(shape, shape.text(HELLO));
        assertEnded(499, null, TokenCounter.count(HELLO));
    }

    private void leaveAfter(StreamShape shape, String event) throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(hangsAfter(event))) {
            till.serve(upstream, shape.protocol(), PRICE);
            try (Socket client = send(shape)) {
                readUntil(client, "you?");
            }
            upstream.clientLeft().await();
            till.assertSettled();
        }
    }

    private Script hangsAfter(String event) {
        return (request, out) -> {
            ScriptedUpstream.startStream(out);
            ScriptedUpstream.send(out, event);
            over.await();
        };
    }

    @Test
    void aProviderThatFailsBeforeTheFirstByteIsFree() throws Exception {
        ask(StreamShape.CHAT, ScriptedUpstream.json(500, "{}"));
        assertEnded(502, "upstream_error", 0);
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatFailsBeforeAnyOutputIsFree(StreamShape shape) throws Exception {
        assertThat(ask(shape, ScriptedUpstream.events()).body()).doesNotContain(shape.end());
        assertEnded(502, "upstream_error", 0);
    }

    @Test
    void aPromptThatWasCountedButNotAnsweredIsFree() throws Exception {
        String start =
                "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5000,\"output_tokens\":1}}}";
        String error =
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}";
        ask(StreamShape.MESSAGES, ScriptedUpstream.events(start, error));
        assertEnded(200, "upstream_error", 0);
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatFailsWithinTheAnswerIsPaidForWhatCame(StreamShape shape) throws Exception {
        String body = ask(shape, ScriptedUpstream.events(shape.text(HELLO))).body();
        assertThat(body).contains(HELLO, "\"error\"").doesNotContain(shape.end());
        assertEnded(200, "upstream_error", TokenCounter.count(HELLO));
    }

    @ParameterizedTest
    @EnumSource
    void aCompleteAnswerCostsWhatTheProviderReports(StreamShape shape) throws Exception {
        ask(shape, ScriptedUpstream.events(shape.text(HELLO), shape.usage(3), shape.end()));
        RequestRecord item = assertEnded(200, null, 3);
        assertThat(item.receipt().usage()).isEqualTo(Usage.ofTokens(7, 0, 3, 0));
        assertThat(item.charged().dollars()).isEqualTo("0.003007");
    }

    @ParameterizedTest
    @EnumSource
    void aReplyWithoutOutputIsFree(StreamShape shape) throws Exception {
        String body = ask(shape, ScriptedUpstream.events(shape.usage(0), shape.end())).body();
        assertThat(body).contains(shape.end());
        assertEnded(200, null, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverSawTheEndHasPaid(StreamShape shape) throws Exception {
        Script endsAndGoesOn =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, shape.text(HELLO));
                    String rest = "data: " + shape.usage(3) + "\n\ndata: " + shape.end() + "\n\n";
                    out.write((rest + ": and more\n\n").getBytes(StandardCharsets.UTF_8));
                    out.flush();
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(endsAndGoesOn)) {
            till.serve(upstream, shape.protocol(), PRICE);
            try (Socket client = send(shape)) {
                readUntil(client, shape.end());
                assertThat(till.gateway().ledger().statement(till.team(), 1).getFirst().amount())
                        .isEqualTo(Money.ofDollars("-0.003007"));
            }
            assertEnded(200, null, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBugOfOursIsFreeAndHoldsNothing(StreamShape shape) throws Exception {
        secret = till.key("local", Account.LOCAL, null);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(
                        ScriptedUpstream.events(
                                shape.text(HELLO), shape.usage(100_000_000), shape.end()))) {
            till.serve(upstream, shape.protocol(), BEYOND_COUNTING);
            HttpResponse<String> answer = till.post(shape, secret, shape.body(10));
            assertThat(answer.body()).contains("\"error\"").doesNotContain(shape.end());
        }
        assertEnded(500, "internal_error", 0);
    }

    @Test
    void aStreamThatEndsWhileTheGatewayClosesIsComplete() throws Exception {
        StreamShape shape = StreamShape.CHAT;
        Script slow =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, shape.text(HELLO));
                    over.await();
                    ScriptedUpstream.send(out, shape.usage(3));
                    ScriptedUpstream.send(out, shape.end());
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(slow)) {
            till.serve(upstream, shape.protocol(), PRICE);
            try (Socket client = send(shape)) {
                readUntil(client, "you?");
                Thread closing = Thread.ofPlatform().start(till::close);
                Till.until(this::refusesNewCalls);
                over.countDown();
                readUntil(client, shape.end());
                closing.join();
            }
        }
        till = Till.reopened(folder);
        assertEnded(200, null, 3);
    }

    private boolean refusesNewCalls() {
        try {
            return till.post(StreamShape.CHAT, secret, "{}").statusCode() == 503;
        } catch (Exception e) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsCutByTheGatewaysEndIsSettled(StreamShape shape) throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(hangsAfter(shape.text(HELLO)))) {
            till.serve(upstream, shape.protocol(), PRICE);
            try (Socket client = send(shape)) {
                readUntil(client, "you?");
                till.gateway().close(java.time.Duration.ofMillis(1));
                assertThat(rest(client)).doesNotContain(shape.end());
            }
        }
        till = Till.reopened(folder);
        assertEnded(499, null, TokenCounter.count(HELLO));
    }

    @Test
    void anAnswerInTheWindowThatIsCutByTheGatewaysEndIsSettled() throws Exception {
        StreamShape shape = StreamShape.CHAT;
        try (ScriptedUpstream upstream = new ScriptedUpstream(hangsAfter(shape.text(HELLO)))) {
            till.serve(upstream, shape.protocol(), PRICE);
            Answer answer = till.askInTheWindow("m");
            Till.until(() -> answer.progress().text().equals(HELLO));
            till.close();
            assertThat(answer.progress().phase().hasEnded()).isTrue();
        }
        till = Till.reopened(folder);
        assertEnded(499, null, TokenCounter.count(HELLO));
    }

    private HttpResponse<String> ask(StreamShape shape, Script script) throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(script)) {
            till.serve(upstream, shape.protocol(), PRICE);
            return till.post(shape, secret, shape.body(100));
        }
    }

    private Socket send(StreamShape shape) throws Exception {
        Socket client = new Socket("127.0.0.1", till.port());
        String body = shape.body(100);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(shape.path(), secret, body.length());
        client.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static void readUntil(Socket client, String words) throws Exception {
        InputStream in = client.getInputStream();
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(words) < 0) {
            int next = in.read();
            assertThat(next).as(seen.toString()).isNotNegative();
            seen.append((char) next);
        }
    }

    private static String rest(Socket client) throws Exception {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return "";
        }
    }

    /// @param output the tokens that were paid; 0: nothing was charged
    private RequestRecord assertEnded(int status, @Nullable String error, long output) {
        RequestRecord item = till.onlyRecord();
        assertThat(item.status()).isEqualTo(status);
        assertThat(item.error()).isEqualTo(error);
        assertThat(item.receipt().usage().output()).isEqualTo(output);
        assertThat(item.charged().isZero()).isEqualTo(output == 0);
        till.assertSettled();
        return item;
    }
}
