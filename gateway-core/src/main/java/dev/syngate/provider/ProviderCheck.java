package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.UpstreamErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a provider whether it works, and which models it has.
public final class ProviderCheck {
    private static final int LONGEST_LIST = 16 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final Duration limit;

    public ProviderCheck(Upstream upstream) {
        this(upstream, LONGEST_WAIT);
    }

    /// @param limit how long a check may take in all
    ProviderCheck(Upstream upstream, Duration limit) {
        this.upstream = upstream;
        this.limit = limit;
    }

    /// @param ok whether the provider was reached and accepted the credential
    /// @param detail what was found, or the cause and what to do about it
    /// @param models the ids it lists
    public record Result(boolean ok, String detail, List<String> models) {
        private static Result failed(String detail) {
            return new Result(false, detail, List.of());
        }
    }

    /// Lists the provider's models, which proves its address and credential. Blocks for ten seconds
    /// at most; never throws for a provider's failure.
    public Result test(Provider provider) {
        if (provider.protocol() == Provider.Protocol.SANDBOX) {
            return new Result(true, "built in, needs no network", SandboxProvider.MODELS);
        }
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        timer.completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(late -> {
                    if (late) {
                        cancellation.cancel();
                    }
                });
        try {
            return list(provider, cancellation);
        } catch (IOException e) {
            return Result.failed(
                    cancellation.isCancelled()
                            ? "no answer within %d seconds: check the base URL and the network"
                                    .formatted(limit.toSeconds())
                            : "not reachable: check the base URL and the network");
        } finally {
            timer.complete(false);
        }
    }

    private Result list(Provider provider, Cancellation cancellation) throws IOException {
        try (Upstream.Reply reply =
                upstream.open(Upstream.Request.get(provider, "/models"), cancellation)) {
            byte[] body = bodyOf(reply);
            return switch (reply.status()) {
                case 200 -> listed(body);
                case 401, 403 ->
                        Result.failed(
                                "the provider refused the API key: check it or create a new one");
                case 404 ->
                        Result.failed(
                                "nothing at "
                                        + BaseUrl.endpoint(provider, "/models")
                                        + ": check the base URL");
                default ->
                        Result.failed(
                                "status %d: %s"
                                        .formatted(
                                                reply.status(),
                                                UpstreamErrors.read(body).message()));
            };
        }
    }

    private static byte[] bodyOf(Upstream.Reply reply) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int n = reply.read(buffer);
                n >= 0 && body.size() < LONGEST_LIST;
                n = reply.read(buffer)) {
            body.write(buffer, 0, n);
        }
        return body.toByteArray();
    }

    private static Result listed(byte[] body) {
        try {
            List<String> models = ids(Json.MAPPER.readTree(body));
            return new Result(true, models.size() + " models", models);
        } catch (JacksonException e) {
            return Result.failed("the answer is no JSON: check the base URL");
        }
    }

    /// The list is `data`, `models` or the document itself; an id is `id`, `name` or `model`.
    private static List<String> ids(JsonNode root) {
        JsonNode list =
                root.isArray() ? root : root.has("data") ? root.path("data") : root.path("models");
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : list) {
            String id =
                    entry.path("id")
                            .asString(
                                    entry.path("name").asString(entry.path("model").asString("")));
            if (!id.isBlank()) {
                ids.add(id.startsWith("models/") ? id.substring("models/".length()) : id);
            }
        }
        return ids;
    }
}
