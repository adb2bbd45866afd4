package dev.syngate.app;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The management API of a gateway that runs in another process of the same user.
final class RemoteAdmin implements AdminClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private static final String DATA = "data: ";
    private final String address;
    private final String token;

    private RemoteAdmin(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /// The running gateway of the data directory; null when none answers.
    static @Nullable RemoteAdmin find(Path dataDir) {
        try {
            JsonNode file =
                    Json.MAPPER.readTree(Files.readAllBytes(dataDir.resolve("gateway.json")));
            String token = Files.readString(dataDir.resolve("admin.token")).strip();
            RemoteAdmin found = new RemoteAdmin(file.path("address").asString(""), token);
            found.send("GET", "status", Session.nothing()).body().close();
            return found;
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    /// Where it listens.
    String address() {
        return address;
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        try (InputStreamReply reply = reply(method, path, body)) {
            return AdminClient.answer(reply.status(), Json.MAPPER.readTree(reply.in()));
        } catch (IOException | JacksonException e) {
            throw silent();
        }
    }

    private record InputStreamReply(int status, InputStream in) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private InputStreamReply reply(String method, String path, JsonNode body) throws IOException {
        HttpResponse<InputStream> response = send(method, path, body);
        return new InputStreamReply(response.statusCode(), response.body());
    }

    private HttpResponse<InputStream> send(String method, String path, JsonNode body)
            throws IOException {
        HttpRequest.BodyPublisher publisher =
                body.isNull()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(
                                Json.MAPPER.writeValueAsBytes(body));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/api/admin/v1/" + path))
                        .method(method, publisher)
                        .header("Authorization", "Bearer " + token)
                        .build();
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
        try (InputStreamReply reply = reply("POST", "chat", body)) {
            if (reply.status() >= 300) {
                AdminClient.answer(reply.status(), Json.MAPPER.readTree(reply.in()));
            }
            new BufferedReader(new InputStreamReader(reply.in(), StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> line.startsWith(DATA))
                    .forEach(line -> take(line.substring(DATA.length()), listener));
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
        JsonNode delta = event.path("choices").path(0).path("delta");
        listener.reasoning(
                delta.path("reasoning_content").asString(delta.path("reasoning").asString("")));
        listener.text(delta.path("content").asString(""));
    }
}
