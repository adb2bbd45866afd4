package dev.syngate.gateway;

import dev.syngate.billing.Price;
import dev.syngate.codec.Said;
import dev.syngate.codec.Wire;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/// A gateway whose one model `m` is of a provider of chat completions, and a caller of the
/// Responses API.
final class ResponseScene implements AutoCloseable {
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<Said> answers = new ConcurrentLinkedDeque<>();
    private final ScriptedUpstream upstream = new ScriptedUpstream(this::answer);
    private final String secret;
    private RunningGateway gateway;
    private volatile boolean breaks;
    private volatile List<String> told = List.of();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    ResponseScene(Path folder) throws IOException {
        this.folder = folder;
        this.gateway = new RunningGateway(folder);
        this.secret = gateway.key("k", null, null);
        Provider draft =
                new Provider(
                        "",
                        "chats",
                        Provider.Protocol.OPENAI_CHAT,
                        upstream.baseUrl(),
                        Price.FREE,
                        0,
                        1,
                        true);
        gateway.gateway()
                .models()
                .addRoute("m", gateway.gateway().providers().add(draft, "sk-upstream"), "um");
    }

    private void answer(String request, java.io.OutputStream out) throws Exception {
        List<String> script = told;
        if (!script.isEmpty()) {
            told = List.of();
            ScriptedUpstream.events(script.toArray(String[]::new)).answer(request, out);
            return;
        }
        Said said = answers.remove();
        gate.await();
        if (!request.contains("\"stream\":true")) {
            ScriptedUpstream.json(200, Wire.CHAT.whole(said)).answer(request, out);
            return;
        }
        ScriptedUpstream.startStream(out);
        List<String> events = Wire.CHAT.stream(said);
        for (String event : breaks ? events.subList(0, 2) : events) {
            out.write(event.getBytes(StandardCharsets.UTF_8));
        }
    }

    ResponseScene answers(Said... said) {
        answers.addAll(List.of(said));
        return this;
    }

    /// The data of the events that the provider answers with next.
    void tells(String... events) {
        told = List.of(events);
    }

    /// A provider that breaks its stream off after two events.
    ResponseScene breaksOff(Said said) {
        breaks = true;
        return answers(said);
    }

    /// A provider that says nothing before the gate opens.
    ResponseScene answersBehind(CountDownLatch opened, Said said) {
        gate = opened;
        return answers(said);
    }

    RunningGateway gateway() {
        return gateway;
    }

    String secret() {
        return secret;
    }

    HttpClient http() {
        return http;
    }

    void restart() {
        gateway.close();
        gateway = new RunningGateway(folder);
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    JsonNode post(String path, String body) throws Exception {
        return Json.MAPPER.readTree(send("POST", path, body).body());
    }

    /// What the provider was sent last.
    JsonNode sent() {
        String request = upstream.requests().getLast();
        return Json.MAPPER.readTree(request.substring(request.indexOf("\r\n\r\n") + 4));
    }

    int calls() {
        return upstream.requests().size();
    }

    @Override
    public void close() {
        upstream.close();
        gateway.close();
    }
}
