package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.provider.Provider;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is added to streamed answers, and where: signs of life, arrays, headers.
@Timeout(60)
class StreamedAnswersTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String GEMINI = "/v1beta/models/m:streamGenerateContent";
    private static final String TEXT =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":null}]}";
    private static final String PART =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hi\"}]}}]}";
    private static final String LAST =
            "{\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":3,\"candidatesTokenCount\":1}}";
    private static final String COMMENT = ": keep-alive\n\n";
    private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";

    @TempDir private Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aSilentChatIsKeptAliveBetweenEventsOnly() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (ScriptedUpstream upstream = halting(TEXT, "[DONE]", seen);
                RunningGateway gateway = gateway(Provider.Protocol.OPENAI_CHAT, upstream)) {
            String body = readUntil(COMMENT, seen, send(gateway, CHAT, messages()));
            assertThat(body.replace(COMMENT, ""))
                    .isEqualTo("data: " + TEXT + "\n\ndata: [DONE]\n\n");
            assertThat(body).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void aProviderThatIsLongInBeginningIsWaitedForWithSignsOfLife() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedUpstream.Script slow =
                (request, out) -> {
                    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
                    ScriptedUpstream.events(TEXT, "[DONE]").answer(request, out);
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(slow);
                RunningGateway gateway = gateway(Provider.Protocol.OPENAI_CHAT, upstream)) {
            HttpResponse<InputStream> answer = send(gateway, CHAT, messages());
            assertThat(answer.statusCode()).isEqualTo(200);
            String body = readUntil(COMMENT, seen, answer);
            assertThat(body.replace(COMMENT, ""))
                    .isEqualTo("data: " + TEXT + "\n\ndata: [DONE]\n\n");
        }
    }

    @Test
    void theChatOfTheTerminalIsKeptAliveToo() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedUpstream.Script slow =
                (request, out) -> {
                    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
                    ScriptedUpstream.events(TEXT, "[DONE]").answer(request, out);
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(slow);
                RunningGateway gateway = gateway(Provider.Protocol.OPENAI_CHAT, upstream)) {
            String token = Files.readString(folder.resolve("admin.token")).strip();
            String body =
                    readUntil(
                            COMMENT, seen, send(gateway, token, "/api/admin/v1/chat", messages()));
            assertThat(body.replace(COMMENT, ""))
                    .startsWith("data: " + TEXT + "\n\n")
                    .contains("syngate.receipt")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_CHAT        | /v1/chat/completions | data: {\"error\":",
                "ANTHROPIC_MESSAGES | /v1/messages         | event: error\\ndata: {\"type\":\"error\"",
                "OPENAI_RESPONSES   | /v1/responses        | event: response.failed\\ndata: {\"type\":\"response.failed\",\"sequence_number\":0"
            })
    void aRefusalAfterSignsOfLifeIsAnEventOfTheCallersProtocol(
            Provider.Protocol protocol, String path, String start) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        ScriptedUpstream.Script failing =
                (request, out) -> {
                    assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
                    ScriptedUpstream.json(400, "{\"error\":{\"message\":\"too long\"}}")
                            .answer(request, out);
                };
        try (ScriptedUpstream upstream = new ScriptedUpstream(failing);
                RunningGateway gateway = gateway(protocol, upstream)) {
            String sign = protocol == Provider.Protocol.ANTHROPIC_MESSAGES ? PING : COMMENT;
            String body = readUntil(sign, seen, send(gateway, path, messages()));
            assertThat(body.replace(sign, ""))
                    .startsWith(start.replace("\\n", "\n"))
                    .contains("too long")
                    .endsWith("\n\n")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void aSilentMessageIsPinged() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        String delta =
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}}";
        String stop = "{\"type\":\"message_stop\"}";
        try (ScriptedUpstream upstream = halting(delta, stop, seen);
                RunningGateway gateway = gateway(Provider.Protocol.ANTHROPIC_MESSAGES, upstream)) {
            String body = readUntil(PING, seen, send(gateway, "/v1/messages", messages()));
            assertThat(body.replace(PING, ""))
                    .isEqualTo("data: " + delta + "\n\ndata: " + stop + "\n\n");
        }
    }

    @Test
    void geminiStreamsOneArrayToThoseWhoAskForNoEvents() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (ScriptedUpstream upstream = halting(PART, LAST, seen);
                RunningGateway gateway = gateway(Provider.Protocol.GEMINI, upstream)) {
            HttpResponse<InputStream> answer = send(gateway, GEMINI, contents());
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("application/json");
            String body = readUntil("[" + PART, seen, answer);
            assertThat(body.strip().replaceAll("[\r\n]", ""))
                    .isEqualTo("[" + PART + "," + LAST + "]");
            assertThat(upstream.requests().getFirst()).contains("streamGenerateContent?alt=sse");
        }
    }

    @Test
    void geminiStreamsEventsToThoseWhoAskForThem() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.events(PART, LAST));
                RunningGateway gateway = gateway(Provider.Protocol.GEMINI, upstream)) {
            HttpResponse<InputStream> answer = send(gateway, GEMINI + "?alt=sse", contents());
            assertThat(text(answer).replace(COMMENT, ""))
                    .isEqualTo("data: " + PART + "\n\ndata: " + LAST + "\n\n");
        }
    }

    @Test
    void theNameOfAModelOfGeminiStandsEncodedInItsPath() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.events(PART, LAST));
                RunningGateway gateway = gateway(Provider.Protocol.GEMINI, upstream)) {
            gateway.gateway()
                    .models()
                    .addRoute(
                            "odd",
                            gateway.gateway().providers().list().getFirst(),
                            "my/größe 1?#%:b@1");
            text(send(gateway, GEMINI.replace("/m:", "/odd:") + "?alt=sse", contents()));
            assertThat(upstream.requests().getLast())
                    .startsWith(
                            "POST /v1/models/my/gr%C3%B6%C3%9Fe%201%3F%23%25:b@1:streamGenerateContent?alt=sse HTTP/1.1");
        }
    }

    @Test
    void anArrayThatBreaksOffEndsWithTheError() throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.events(PART));
                RunningGateway gateway = gateway(Provider.Protocol.GEMINI, upstream)) {
            String body = text(send(gateway, GEMINI, contents()));
            assertThat(body.replaceAll("[\r\n]", ""))
                    .startsWith("[" + PART + ",")
                    .contains("\"code\":502", "\"status\":\"INTERNAL\"")
                    .endsWith("}]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT,        /v1/chat/completions, data: {\"error\":",
        "ANTHROPIC_MESSAGES, /v1/messages,         event: error",
        "OPENAI_RESPONSES,   /v1/responses,        event: response.failed",
    })
    void aStreamThatBreaksOffEndsWithAnErrorOfTheCallersProtocol(
            Provider.Protocol protocol, String path, String error) throws Exception {
        try (ScriptedUpstream upstream =
                        new ScriptedUpstream(ScriptedUpstream.events("{\"type\":\"x\"}"));
                RunningGateway gateway = gateway(protocol, upstream)) {
            assertThat(text(send(gateway, path, messages())))
                    .contains(error)
                    .doesNotContain("[DONE]", "message_stop", "response.completed");
        }
    }

    @ParameterizedTest
    @CsvSource({"sandbox/echo, true", "sandbox/echo, false"})
    void everyAnswerTellsItsProviderAndOurOwnTime(String model, boolean stream) throws Exception {
        try (RunningGateway gateway = new RunningGateway(folder)) {
            HttpResponse<InputStream> answer =
                    send(gateway, CHAT, RunningGateway.question(model, stream));
            assertThat(answer.headers().firstValue("x-syngate-provider")).contains("Sandbox");
            assertThat(answer.headers().firstValue("x-syngate-overhead-ms").orElseThrow())
                    .matches("\\d+\\.\\d\\d");
            text(answer);
        }
    }

    /// Sends one event and half of another, waits, and sends the rest.
    private static ScriptedUpstream halting(String first, String second, CountDownLatch go)
            throws Exception {
        return new ScriptedUpstream((request, out) -> {
            ScriptedUpstream.startStream(out);
            ScriptedUpstream.send(out, first);
            write(out, "data: " + second.substring(0, 2));
            assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            write(out, second.substring(2) + "\n\n");
        });
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private RunningGateway gateway(Provider.Protocol protocol, ScriptedUpstream upstream) {
        RunningGateway gateway =
                new RunningGateway(
                        folder, settings -> settings.keepingAlive(Duration.ofMillis(60)));
        Provider draft =
                new Provider("", "p", protocol, upstream.baseUrl(), Price.FREE, 0, 1, true);
        gateway.gateway()
                .models()
                .addRoute("m", gateway.gateway().providers().add(draft, "sk-upstream"), "um");
        return gateway;
    }

    private static String messages() {
        return RunningGateway.question("m", true);
    }

    private static String contents() {
        return "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}";
    }

    private HttpResponse<InputStream> send(RunningGateway gateway, String target, String body)
            throws Exception {
        return send(gateway, gateway.key("k", null, null), target, body);
    }

    private HttpResponse<InputStream> send(
            RunningGateway gateway, String key, String target, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + target))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofInputStream());
    }

    private static String text(HttpResponse<InputStream> answer) throws Exception {
        try (InputStream in = answer.body()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Reads the whole body; opens the latch as soon as it contains the text.
    private static String readUntil(
            String wanted, CountDownLatch latch, HttpResponse<InputStream> answer)
            throws Exception {
        StringBuilder body = new StringBuilder();
        try (InputStream in = answer.body()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                body.append((char) next);
                if (latch.getCount() > 0 && body.indexOf(wanted) >= 0) {
                    latch.countDown();
                }
            }
        }
        return body.toString();
    }
}
