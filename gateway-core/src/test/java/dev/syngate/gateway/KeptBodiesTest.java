package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.bodies.KeptBodies;
import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Json;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.requestlog.RunningRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class KeptBodiesTest {
    private static final String SAID = "the cat sat on the mat";

    @TempDir private Path folder;
    private RunningGateway running;
    private Gateway gateway;
    private String secret = "";

    @BeforeEach
    void open() {
        running = new RunningGateway(folder.resolve("data"));
        gateway = running.gateway();
        secret = running.key("Maria", null, null);
    }

    @AfterEach
    void close() {
        running.close();
    }

    private RequestRecord ask(String model, boolean stream, String words) throws IOException {
        String body =
                "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, stream, words);
        RawConnection.Answer answer =
                Objects.requireNonNull(running.ask(RunningGateway.chat(secret, body)));
        String id = Objects.requireNonNull(answer.header("x-request-id"));
        Till.until(() -> gateway.requests().find(id).isPresent());
        return gateway.requests().find(id).orElseThrow();
    }

    private void keep(String how) {
        call("PATCH", List.of("bodies"), Json.MAPPER.createObjectNode().put("keep", how));
    }

    private JsonNode call(String method, List<String> path, ObjectNode body) {
        return gateway.admin().run(method, path, Map.of(), body);
    }

    private KeptBodies kept(RequestRecord item) {
        Till.until(() -> gateway.bodies().has(item.id()));
        return gateway.bodies().find(item.id()).orElseThrow();
    }

    @Test
    void nothingIsKeptUntilSomebodyAsksForIt() throws IOException {
        RequestRecord unasked = ask("sandbox/echo", false, SAID);
        keep("errors");
        RequestRecord well = ask("sandbox/echo", true, SAID);
        RequestRecord failed = ask("sandbox/none", false, SAID);
        assertThat(new String(kept(failed).request(), StandardCharsets.UTF_8)).contains(SAID);
        assertThat(new String(kept(failed).response(), StandardCharsets.UTF_8))
                .contains("model_not_found");
        assertThat(gateway.bodies().has(unasked.id())).isFalse();
        assertThat(gateway.bodies().has(well.id())).isFalse();
        assertThat(gateway.bodies().total().bodies()).isEqualTo(1);
    }

    @Test
    void whatWasKeptWithAKeyThatIsGoneIsSaidToBeUnreadable() throws IOException {
        keep("all");
        RequestRecord item = ask("sandbox/echo", false, SAID);
        assertThat(kept(item)).isNotNull();
        running.close();
        Files.delete(folder.resolve("data").resolve("vault.key"));
        running = new RunningGateway(folder.resolve("data"));
        gateway = running.gateway();
        assertThatThrownBy(() -> gateway.bodies().find(item.id()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("can't be read any more");
    }

    @Test
    void aKeyMayHaveARuleOfItsOwn() throws IOException {
        call(
                "PATCH",
                List.of("bodies", "keys", "Maria"),
                Json.MAPPER.createObjectNode().put("keep", "all"));
        KeptBodies kept = kept(ask("sandbox/echo", true, SAID));
        assertThat(kept.responseType()).startsWith("text/event-stream");
        assertThat(new String(kept.response(), StandardCharsets.UTF_8)).contains("[DONE]");
        assertThatThrownBy(() ->
                        call(
                                "PATCH",
                                List.of("bodies", "keys", "Nobody"),
                                Json.MAPPER.createObjectNode().put("keep", "all")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whatIsKeptIsCutRedactedEncryptedAndRemoved() throws IOException {
        keep("all");
        RequestRecord leaked = ask("sandbox/echo", false, SAID + " sk-abcdefghijklmnop1234");
        assertThat(new String(kept(leaked).request(), StandardCharsets.UTF_8))
                .contains(SAID + " [redacted]");
        call("PATCH", List.of("bodies"), Json.MAPPER.createObjectNode().put("kib", 1));
        RequestRecord large = ask("sandbox/echo", false, "x".repeat(3000));
        assertThat(kept(large).isRequestCut()).isTrue();
        assertThat(kept(large).request()).hasSize(1024);
        assertThatThrownBy(() -> gateway.replay(large.id(), null, null))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("as a whole");
        assertThat(gateway.bodies().clear()).isEqualTo(2);
        assertThat(gateway.bodies().total().bytes()).isZero();
        running.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SAID);
            }
        }
        running = new RunningGateway(folder.resolve("data"));
    }

    @Test
    void aKeptRequestIsSentAgainInTheNameOfItsKey() throws IOException {
        keep("all");
        RequestRecord first = ask("sandbox/echo", true, SAID);
        kept(first);
        RequestRecord again = gateway.replay(first.id(), null, null);
        assertThat(again.replayOf()).isEqualTo(first.id());
        assertThat(again.keyName()).isEqualTo("Maria");
        assertThat(again.status()).isEqualTo(200);
        running.key("Tomas", null, null);
        keep("off");
        RequestRecord other = gateway.replay(first.id(), "Tomas", "sandbox/reasoner");
        assertThat(other.keyName()).isEqualTo("Tomas");
        assertThat(other.model()).isEqualTo("sandbox/reasoner");
        assertThat(new String(kept(other).response(), StandardCharsets.UTF_8)).isNotEmpty();
        assertThatThrownBy(() -> gateway.replay("req_none", null, null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aRunningRequestIsSeenAndStopped() throws Exception {
        try (RawConnection connection = running.connect()) {
            connection.send(
                    RunningGateway.chat(secret, RunningGateway.question("sandbox/reasoner", true)));
            Till.until(() -> gateway.running().stream().anyMatch(one -> one.sent() > 0));
            RunningRequest one = gateway.running().getFirst();
            assertThat(one.request().isRunning()).isTrue();
            assertThat(one.request().keyName()).isEqualTo("Maria");
            JsonNode list =
                    gateway.admin().run("GET", List.of("requests", "running"), Map.of(), null);
            assertThat(list.get(0).path("status").asString()).isEqualTo("running");
            assertThat(gateway.cancel(one.request().id())).isTrue();
            Till.until(() -> gateway.requests().find(one.request().id()).isPresent());
            assertThat(gateway.requests().find(one.request().id()).orElseThrow().status())
                    .isEqualTo(RequestRecord.CLIENT_LEFT);
            Till.until(() -> gateway.running().isEmpty());
            assertThat(gateway.cancel(one.request().id())).isFalse();
        }
    }
}
