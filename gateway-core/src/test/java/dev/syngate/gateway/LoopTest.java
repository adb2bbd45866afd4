package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.requestlog.RequestRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "openai-responses", "anthropic-messages", "gemini"})
    void aProviderThatLeadsBackHereIsAskedAFewTimesOnly(String protocol) throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            String key = running.key("mine", null, null);
            String version = protocol.equals("gemini") ? "v1beta" : "v1";
            running.gateway()
                    .management()
                    .post(
                            Map.of(
                                    "name",
                                    "self",
                                    "protocol",
                                    protocol,
                                    "base_url",
                                    "http://127.0.0.1:" + running.port() + "/" + version,
                                    "api_key",
                                    key,
                                    "models",
                                    List.of("um"),
                                    "input",
                                    "1",
                                    "output",
                                    "2"),
                            "providers");
            RawConnection.Answer answer =
                    running.ask(RunningGateway.chat(key, RunningGateway.question("um", false)));
            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).contains("leads back to this gateway");
            List<RequestRecord> asked = running.gateway().requests().newest(100, one -> true);
            assertThat(asked).hasSizeBetween(1, 10);
        }
    }

    @Test
    void whatANumberOfHopsIsNotDoesNotCount() throws Exception {
        try (RunningGateway running = new RunningGateway(folder)) {
            String key = running.key("mine", null, null);
            String request =
                    RunningGateway.chat(key, RunningGateway.question("sandbox/echo", false))
                            .replaceFirst("\r\n", "\r\nX-Syngate-Hops: many\r\n");
            assertThat(running.ask(request).status()).isEqualTo(200);
        }
    }
}
