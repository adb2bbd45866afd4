package dev.syngate.app;

import dev.syngate.admin.AdminToken;
import dev.syngate.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The management API of a gateway that runs in another process of the same user.
final class RemoteAdmin implements AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
    private static final String DATA = "data: ";
    private static final String EVENTS = "text/event-stream";
    private static final int LONGEST_PROOF = 1000;
    private final String address;
    private final AdminToken token;

    private RemoteAdmin(String address, AdminToken token) {
        this.address = address;
        this.token = token;
    }

    /// The running gateway of the data directory, which has proved that it is that one before it is
    /// sent the token; null when there is none.
    static @Nullable RemoteAdmin find(Path dataDir) {
        try {
            JsonNode file =
                    Json.MAPPER.readTree(Files.readAllBytes(dataDir.resolve("gateway.json")));
            boolean alive =
                    ProcessHandle.of(file.path("pid").asLong(0))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
            RemoteAdmin found =
                    new RemoteAdmin(file.path("address").asString(""), AdminToken.read(dataDir));
            return alive && found.provesItself() ? found : null;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private boolean provesItself() throws IOException {
        String challenge = UUID.randomUUID().toString();
        URI uri = uri("proof?challenge=" + challenge);
        HttpRequest asked = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try (InputStream in = send(asked).body()) {
            byte[] answer = in.readNBytes(LONGEST_PROOF);
            String proof = Json.MAPPER.readTree(answer).path("proof").asString("");
            return proof.equals(token.proof(challenge, uri.getPort()));
        }
    }

    /// Where it listens.
    String address() {
        return address;
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        try {
            HttpResponse<InputStream> reply = send(method, path, body);
            try (InputStream in = reply.body()) {
                return AdminClient.answer(reply.statusCode(), Json.MAPPER.readTree(in));
            }
        } catch (IOException | JacksonException e) {
            throw silent();
        }
    }

    /// Sends a call with the token.
    private HttpResponse<InputStream> send(String method, String path, JsonNode body)
            throws IOException {
        HttpRequest.BodyPublisher publisher =
                body.isNull()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(
                                Json.MAPPER.writeValueAsBytes(body));
        return send(
                HttpRequest.newBuilder(uri(path))
                        .method(method, publisher)
                        .header("Authorization", token.bearer())
                        .build());
    }

    private URI uri(String path) {
        return URI.create(address + "/api/admin/v1/" + path);
    }

    private static HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private CommandFailed silent() {
        return new CommandFailed("the running gateway at " + address + " did not answer");
    }

    @Override
    public void chat(JsonNode body, ChatListener listener) {
        try {
            HttpResponse<InputStream> reply = send("POST", "chat", body);
            try (InputStream in = reply.body()) {
                String type = reply.headers().firstValue("Content-Type").orElse("");
                if (type.startsWith(EVENTS)) {
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .filter(line -> line.startsWith(DATA))
                            .forEach(line -> take(line.substring(DATA.length()), listener));
                } else {
                    AdminClient.answer(reply.statusCode(), Json.MAPPER.readTree(in));
                }
            }
        } catch (IOException | JacksonException e) {
            throw silent();
        }
    }

    private static void take(String data, ChatListener listener) {
        if (data.startsWith("[")) {
            return;
        }
        JsonNode event = Json.MAPPER.readTree(data);
        if (event.has("error")) {
            AdminClient.answer(502, event);
        }
        if (event.path("object").asString("").equals("syngate.receipt")) {
            listener.receipt(event);
            return;
        }
        JsonNode choice = event.path("choices").path(0);
        JsonNode delta = choice.path(choice.has("delta") ? "delta" : "message");
        listener.reasoning(
                delta.path("reasoning_content").asString(delta.path("reasoning").asString("")));
        listener.text(delta.path("content").asString(""));
    }
}
