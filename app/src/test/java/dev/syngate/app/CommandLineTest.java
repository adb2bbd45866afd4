package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class CommandLineTest {
    @TempDir private Path folder;
    private String errors = "";

    @Test
    void aKeysSecretIsShownOnceAndIsInNoFile() throws Exception {
        JsonNode created =
                json(
                        0,
                        "key",
                        "create",
                        "--name",
                        "laptop",
                        "--quota",
                        "5.00",
                        "--rpm",
                        "unlimited");
        String secret = created.path("secret").asString("");
        assertThat(secret).startsWith("sk-syn-").hasSizeGreaterThan(45);
        assertThat(created.path("quota").asString("")).isEqualTo("5");
        assertThat(json(0, "key", "list").toString()).doesNotContain(secret);
        assertNowhereOnDisk(secret);
    }

    @Test
    void aProvidersKeyComesFromAVariableOrStandardInputAndIsInNoFile() throws Exception {
        json(
                0,
                "provider",
                "add",
                "p1",
                "--base-url",
                "http://127.0.0.1:9/v1",
                "--api-key-env",
                "UPSTREAM_KEY",
                "--models",
                "a,b",
                "--input",
                "1.00",
                "--output",
                "2.00");
        JsonNode models = json(0, "model", "list");
        assertThat(models.toString())
                .contains("\"id\":\"a\"", "\"input\":\"1\"", "\"pricing\":\"priced\"");
        assertThat(json(0, "provider", "list").toString())
                .contains("\"base_url\":\"http://127.0.0.1:9/v1\"");
        assertNowhereOnDisk("sk-upstream-secret");
        run(1, "provider", "test", "p1");
        assertThat(errors).contains("not reachable");
        json(0, "provider", "remove", "p1");
        assertThat(json(0, "model", "list").toString()).doesNotContain("\"id\":\"a\"");
    }

    @Test
    void moneyIsBookedAndShownExactly() {
        json(0, "account", "add", "Team");
        JsonNode entry = json(0, "account", "topup", "Team", "10.00", "--note", "start");
        assertThat(entry.path("balance").asString("")).isEqualTo("10");
        json(0, "account", "adjust", "Team", "-0.000001", "--note", "fee");
        JsonNode statement = json(0, "account", "statement", "Team");
        assertThat(statement.get(0).path("amount").asString("")).isEqualTo("-0.000001");
        assertThat(statement.get(0).path("balance").asString("")).isEqualTo("9.999999");
        assertThat(json(0, "ledger", "verify").path("ok").asBoolean()).isTrue();
    }

    @Test
    void theSandboxAnswersInTheTerminalAndIsRecorded() {
        JsonNode answer = json(0, "chat", "--model", "sandbox/echo", "Hello there");
        assertThat(answer.path("text").asString("")).isEqualTo("Hello there");
        JsonNode requests = json(0, "requests");
        assertThat(requests.get(0).path("id")).isEqualTo(answer.path("request_id"));
        assertThat(requests.get(0).path("cost")).isEqualTo(answer.path("cost"));
    }

    @Test
    void commandsReachTheGatewayThatRunsOnTheDataDirectory() {
        GatewaySettings settings = GatewaySettings.of(folder).listeningOn("127.0.0.1", 0);
        try (Gateway gateway = Gateway.open(settings, InstantSource.system())) {
            gateway.start();
            JsonNode created = json(0, "key", "create", "--name", "laptop");
            assertThat(gateway.keys().get("laptop").id())
                    .isEqualTo(created.path("id").asString(""));
            json(0, "key", "disable", "laptop");
            assertThat(gateway.keys().get("laptop").disabled()).isTrue();
            assertThat(json(0, "status").path("address").asString(""))
                    .startsWith("http://127.0.0.1:");
            JsonNode answer = json(0, "chat", "--model", "sandbox/reasoner", "Hello there");
            assertThat(answer.path("reasoning").asString("")).contains("Hello there");
            assertThat(gateway.requests().find(answer.path("request_id").asString(""))).isPresent();
        }
    }

    @Test
    void usageIsShownByWhateverOneAsksFor() {
        JsonNode answer = json(0, "chat", "--model", "sandbox/echo", "Hello there");
        JsonNode byModel = json(0, "usage");
        assertThat(byModel).hasSize(1);
        assertThat(byModel.get(0).path("model").asString("")).isEqualTo("sandbox/echo");
        assertThat(byModel.get(0).path("requests").asInt()).isEqualTo(1);
        assertThat(byModel.get(0).path("cost")).isEqualTo(answer.path("cost"));
        assertThat(run(0, "usage", "--by", "key", "--since", "2h"))
                .startsWith("KEY       REQUESTS  ERRORS")
                .contains("This app         1       0");
        assertThat(run(0, "usage", "--csv"))
                .startsWith("model,requests,errors,")
                .contains(",cost,upstream_cost,margin,")
                .contains("\nsandbox/echo,1,0,");
        run(1, "usage", "--by", "colour");
        assertThat(errors)
                .isEqualTo("syngate: --by is one of model, key, group, account, provider, day\n");
        run(1, "usage", "--since", "long ago");
        assertThat(errors).contains("--since is like 30d");
    }

    @Test
    void mistakesAreOneLineAndSayWhatIsWrong() {
        run(1, "key", "disable", "nobody");
        assertThat(errors).isEqualTo("syngate: there is no API key \"nobody\"\n");
        run(1, "group", "set", "Team", "--multiplier", "11");
        assertThat(errors).contains("between 0.01 and 10");
        run(1, "key", "create", "--name", "x", "--ips", "not-an-address");
        assertThat(errors).contains("not-an-address");
        run(1, "serve", "--trusted-proxy", "proxy.lan");
        assertThat(errors).contains("--trusted-proxy", "proxy.lan");
        run(2, "key", "frobnicate");
        run(2, "provider", "add", "x");
    }

    @Test
    void groupsAndModelsAreSetAndRemoved() {
        json(0, "group", "set", "Team", "--multiplier", "0.5", "--models", "gpt-*");
        assertThat(json(0, "group", "list").toString())
                .contains("\"name\":\"Team\",\"multiplier\":\"0.5\",\"models\":[\"gpt-*\"]");
        json(
                0,
                "model",
                "set",
                "gpt-4o",
                "--input",
                "2.50",
                "--output",
                "10",
                "--alias",
                "best",
                "--route",
                "Sandbox:sandbox/echo");
        JsonNode answer = json(0, "chat", "--model", "best", "--group", "Team", "Hi");
        assertThat(answer.path("upstream_model").asString("")).isEqualTo("sandbox/echo");
        json(0, "model", "remove", "gpt-4o");
        json(0, "group", "remove", "Team");
    }

    private JsonNode json(int code, String... arguments) {
        Program program = new Program(folder);
        JsonNode printed = program.json(code, arguments);
        errors = program.errors();
        return printed;
    }

    private String run(int code, String... arguments) {
        Program program = new Program(folder);
        String printed = program.run(code, arguments);
        errors = program.errors();
        return printed;
    }

    private void assertNowhereOnDisk(String secret) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret);
            }
        }
    }
}
