package dev.syngate.ui.providers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks which of the known servers of models run on this computer. What answers but lists no
/// models is something else. Safe for any thread.
///
/// @param known where they usually are
public record LocalServers(List<Preset> known) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final JsonMapper JSON = new JsonMapper();

    /// A server that runs.
    ///
    /// @param models how many it lists
    public record Found(Preset preset, int models) {}

    /// The known ones.
    public static LocalServers usual() {
        return new LocalServers(Preset.ALL.stream().filter(Preset::isLocal).toList());
    }

    /// Asks all of them at the same time; takes a second at most.
    public List<Found> find() {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build()) {
            List<CompletableFuture<Optional<Found>>> asked =
                    known.stream().map(one -> ask(client, one)).toList();
            return asked.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
        }
    }

    private static CompletableFuture<Optional<Found>> ask(HttpClient client, Preset preset) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(preset.address() + "/models"))
                        .timeout(PATIENCE)
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString())
                .thenApply(answer -> found(preset, answer))
                .exceptionally(failure -> Optional.empty());
    }

    private static Optional<Found> found(Preset preset, HttpResponse<String> answer) {
        try {
            JsonNode models = JSON.readTree(answer.body()).path("data");
            return answer.statusCode() == 200 && models.isArray()
                    ? Optional.of(new Found(preset, models.size()))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
