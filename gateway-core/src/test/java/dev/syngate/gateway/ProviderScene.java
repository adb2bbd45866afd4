package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.admin.AdminReply;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Timeouts;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A running gateway that is managed as a person would, with a key to ask with.
final class ProviderScene implements AutoCloseable {
    private final RunningGateway running;
    private final String secret;

    ProviderScene(Path folder, InstantSource clock) {
        running = new RunningGateway(folder, Timeouts.USUAL, clock);
        secret = running.key("test", null, null);
    }

    ProviderScene(Path folder) {
        this(folder, InstantSource.system());
    }

    Gateway gateway() {
        return running.gateway();
    }

    /// Asks the model, and answers with the status.
    int ask(String model) throws IOException {
        return answer(question(model, false)).status();
    }

    RawConnection.@Nullable Answer answer(String body) throws IOException {
        return running.ask(chat(secret, body));
    }

    RequestRecord newest() {
        return gateway().requests().newest(1, item -> true).getFirst();
    }

    /// A command of the management API that works.
    ///
    /// @param body JSON, with ' for "; null: none
    JsonNode ok(String method, String path, @Nullable String body) {
        AdminReply reply = handle(method, path, body);
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
        return reply.body();
    }

    /// What is said of a command that is refused.
    String refused(String method, String path, @Nullable String body) {
        AdminReply reply = handle(method, path, body);
        assertThat(reply.status()).isBetween(400, 499);
        return reply.body().toString();
    }

    private AdminReply handle(String method, String path, @Nullable String body) {
        JsonNode json = body == null ? null : Json.MAPPER.readTree(body.replace('\'', '"'));
        return gateway().admin().handle(method, List.of(path.split("/")), Map.of(), json);
    }

    @Override
    public void close() {
        running.close();
    }
}
