package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Types what the README and the pages on providers and records show, in their order, on a fresh
/// data directory.
@Timeout(120)
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```[a-z]*\n(.*?)```|`([^`\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?:\\$ )?(?:\\./syngate(?![.a-z])|(?=backup (?:verify|list|restore)))(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    private static final String OPENAI = "https://api.openai.com/v1";

    @TempDir private Path folder;

    @Test
    void everyCommandOfTheReadmeWorksOnAFreshDataDirectory() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(18).contains("chat \"Hello\"", "backup list");
        Program program = new Program(folder.resolve("data"));
        Path prices =
                Files.writeString(
                        folder.resolve("prices.json"),
                        "[{\"id\":\"gpt-4o\",\"input\":2.5,\"output\":10}]");
        Path backup = folder.resolve("backup.zip");
        try (ScriptedProvider openAi = new ScriptedProvider()) {
            openAi.answers(200, "{\"data\":[{\"id\":\"gpt-4o\"}]}");
            for (String command : commands) {
                List<String> words = new ArrayList<>();
                Matcher word = WORD.matcher(command);
                while (word.find()) {
                    String text = word.group().replaceAll("^[\"']|[\"']$", "");
                    words.add(
                            switch (text) {
                                case OPENAI -> openAi.baseUrl("v1");
                                case "prices.json" -> prices.toString();
                                case "FILE" -> backup.toString();
                                case "ID" -> latestRequest(program);
                                default -> text;
                            });
                }
                if (words.isEmpty() || words.getFirst().equals("serve")) {
                    words.add("--help");
                }
                program.run(0, words.toArray(String[]::new));
            }
        }
    }

    private static String latestRequest(Program program) {
        return program.json(0, "requests").path(0).path("id").asString("");
    }

    private static List<String> commands() throws IOException {
        String readme =
                (Files.readString(Path.of("..", "README.md"))
                                + Files.readString(Path.of("..", "docs", "providers.md"))
                                + Files.readString(Path.of("..", "docs", "records.md")))
                        .replace("\\\n", " ");
        List<String> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(readme);
        while (block.find()) {
            String code = block.group(1) == null ? block.group(2) : block.group(1);
            for (String line : code.split("\n| && ")) {
                Matcher command = COMMAND.matcher(line.replaceFirst(" +# .*", "").strip());
                if (command.matches()) {
                    commands.add(command.group(1).strip());
                }
            }
        }
        return commands;
    }

    @Test
    void everyCommandExplainsItself() throws Exception {
        Program program = new Program(folder.resolve("data"));
        String readme = Files.readString(Path.of("..", "README.md"));
        String listed =
                readme.substring(readme.indexOf("## Commands"), readme.indexOf("each explains"));
        List<String> nouns =
                Stream.of(listed.split("`")).filter(word -> word.matches("[a-z]+")).toList();
        assertThat(nouns).hasSize(17);
        for (String noun : nouns) {
            assertExplained(program, noun);
        }
        for (String command :
                List.of(
                        "provider add",
                        "provider test",
                        "model set",
                        "model import",
                        "key create",
                        "key rotate",
                        "group set",
                        "account topup",
                        "account statement",
                        "requests show",
                        "ledger verify",
                        "backup restore",
                        "settings set",
                        "service install")) {
            assertExplained(program, command.split(" "));
        }
        assertExplained(program);
    }

    private static void assertExplained(Program program, String... command) {
        String[] words =
                Stream.concat(Stream.of(command), Stream.of("--help")).toArray(String[]::new);
        assertThat(program.run(0, words))
                .startsWith(String.join(" ", "Usage: syngate", String.join(" ", command)).strip());
        assertThat(program.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve"})
    void withAndWithoutAWindowTheOptionsOfServingAreTheSame(String command) {
        List<String> words = new ArrayList<>(command.isEmpty() ? List.of() : List.of(command));
        words.addAll(List.of("--port", "0", "--bind", "127.0.0.1", "--allow-host", "box.lan"));
        words.addAll(
                List.of("--allow-origin", "https://app.example", "--trusted-proxy", "nonsense"));
        Program program = new Program(folder.resolve("data"));
        program.run(1, words.toArray(String[]::new));
        assertThat(program.errors()).contains("--trusted-proxy", "nonsense");
    }

    @Test
    void withoutAModelTheOnlyProviderIsAskedAndElseTheSandbox() throws Exception {
        Program program = new Program(folder.resolve("data"));
        assertThat(program.json(0, "chat", "Hello").path("model").asString(""))
                .isEqualTo("sandbox/reasoner");
        try (ScriptedProvider provider = new ScriptedProvider()) {
            provider.streams(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
                    "[DONE]");
            add(program, "one", provider, "b-unpriced,a-unpriced");
            program.json(0, "model", "set", "b-unpriced", "--free");
            assertThat(program.json(0, "chat", "Hello").path("model").asString(""))
                    .isEqualTo("b-unpriced");
            add(program, "two", provider, "c");
            assertThat(program.json(0, "chat", "Hello").path("model").asString(""))
                    .isEqualTo("sandbox/reasoner");
        }
    }

    private static void add(
            Program program, String name, ScriptedProvider provider, String models) {
        program.json(
                0,
                "provider",
                "add",
                name,
                "--protocol",
                "openai-chat",
                "--base-url",
                provider.baseUrl("v1"),
                "--models",
                models);
    }
}
