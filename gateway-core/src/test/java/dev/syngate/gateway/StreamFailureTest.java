package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Timeouts;
import dev.syngate.requestlog.RequestRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A stream that fails after its first byte ends with an error in the caller's protocol, and never
/// looks complete.
@Timeout(60)
class StreamFailureTest {
    private static final List<String> ENDS =
            List.of(
                    "[DONE]",
                    "{\"type\":\"message_stop\"}",
                    "{\"candidates\":[{\"finishReason\":\"STOP\"}]}");
    private static final Timeouts IMPATIENT =
            new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(300));
    @TempDir private Path folder;
    private RunningGateway running;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder, IMPATIENT, InstantSource.system());
    }

    @AfterEach
    void close() {
        running.close();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenConnection(WireFormat format) throws Exception {
        assertFailure(format, ScriptedUpstream.events(format.chunk()), "upstream_error", "broke");
    }

    @ParameterizedTest
    @EnumSource
    void aSilentProvider(WireFormat format) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Script silent =
                (request, out) -> {
                    ScriptedUpstream.startStream(out);
                    ScriptedUpstream.send(out, format.chunk());
                    over.await();
                };
        try {
            assertFailure(format, silent, "upstream_timeout", "silent");
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatTheProviderReports(WireFormat format) throws Exception {
        String error =
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy with key sk-upstream-0123456789\"}}";
        Script failing =
                ScriptedUpstream.events(
                        format.chunk(), error, ENDS.get(0), ENDS.get(1), ENDS.get(2));
        Answer answer = assertFailure(format, failing, "upstream_error", "busy with key ***");
        assertThat(answer.body()).doesNotContain("sk-upstream-0123456789");
    }

    @ParameterizedTest
    @EnumSource
    void anEventThatIsNoJson(WireFormat format) throws Exception {
        Script broken = ScriptedUpstream.events(format.chunk(), "{\"choices\":", ENDS.getFirst());
        Answer answer = assertFailure(format, broken, "upstream_error", "not valid JSON");
        assertThat(answer.body()).doesNotContain("{\"choices\":\n");
    }

    private Answer assertFailure(WireFormat format, Script script, String code, String says)
            throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(script)) {
            Provider draft =
                    new Provider(
                            "",
                            "scripted",
                            format.protocol(),
                            upstream.baseUrl(),
                            Price.FREE,
                            0,
                            1,
                            true);
            running.gateway()
                    .models()
                    .addRoute("m", running.gateway().providers().add(draft, null), "m");
            Answer answer = running.ask(format.stream(running.key("k", null, null), "m"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).startsWith("data: " + format.chunk());
            assertThat(answer.body()).doesNotContain(ENDS);
            assertLastEvent(format, answer.body(), code, says);
            RequestRecord item = running.gateway().requests().newest(1, r -> true).getFirst();
            assertThat(item.error()).isEqualTo(code);
            assertThat(running.gateway().ledger().openHolds()).isZero();
            return answer;
        }
    }

    private static void assertLastEvent(WireFormat format, String body, String code, String says) {
        String last = body.substring(body.lastIndexOf("data: ") + "data: ".length());
        int status = code.equals("upstream_timeout") ? 504 : 502;
        WireFormat.Told told = format.error(status, Json.MAPPER.readTree(last));
        assertThat(told.message()).contains(says);
        if (format == WireFormat.ANTHROPIC) {
            assertThat(body).contains("event: error\ndata: ");
        } else {
            assertThat(told.code()).isEqualTo(code);
        }
    }
}
