package dev.syngate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.provider.Provider.Protocol;
import dev.syngate.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.text.Text;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way in which providers tell a model's thinking, from a real socket to the window.
@Timeout(120)
class ThinkingOnScreenTest {
    private static final String THOUGHT = "First I look. Then I check [1].";
    private static final String ANSWER = "It is 42.";

    @TempDir private static Path folder;
    private static final List<ScriptedProvider> PROVIDERS = new ArrayList<>();
    private static Gateway gateway;
    private static ChatWindow chat;
    private static Parts on;

    /// @param name also the model's
    private record Dialect(String name, Protocol protocol, List<String> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Dialect chat(String name, String... deltas) {
        Stream<String> chunks =
                Stream.of(deltas)
                        .map(delta ->
                                "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":"
                                        + delta
                                        + "}]}\n\n");
        return new Dialect(
                name,
                Protocol.OPENAI_CHAT,
                Stream.concat(chunks, Stream.of("data: [DONE]\n\n")).toList());
    }

    /// The name of each event is its type.
    private static Dialect typed(String name, Protocol protocol, String... events) {
        return new Dialect(
                name,
                protocol,
                Stream.of(events)
                        .map(event ->
                                "event: "
                                        + event.replaceAll("(?s).*?\"type\":\"([^\"]+)\".*", "$1")
                                        + "\ndata: "
                                        + event
                                        + "\n\n")
                        .toList());
    }

    private static String content(String text) {
        return "{\"content\":\"" + text + "\"}";
    }

    static Stream<Dialect> dialects() {
        return Stream.of(
                chat(
                        "reasoning_content",
                        "{\"reasoning_content\":\"First I look. \",\"content\":null}",
                        "{\"reasoning_content\":\"Then I check [1].\",\"content\":\"\"}",
                        content("It is "),
                        content("42.")),
                chat(
                        "reasoning-string",
                        "{\"reasoning\":\"First I look. \"}",
                        "{\"reasoning\":\"Then I check [1].\"}",
                        content(ANSWER)),
                chat(
                        "reasoning-details",
                        "{\"reasoning\":\"First I look. \",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"First I look. \"}]}",
                        "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Then I check [1].\"}]}",
                        content(ANSWER)),
                chat(
                        "both-fields",
                        "{\"reasoning\":\"First I look. \",\"reasoning_content\":\"First I look. \"}",
                        "{\"reasoning\":\"Then I check [1].\",\"reasoning_content\":\"Then I check [1].\"}",
                        content(ANSWER)),
                chat(
                        "content-parts",
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"First I look. \"}]}]}",
                        "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Then I check [1].\"}]}]}",
                        content(ANSWER)),
                chat(
                        "think-tags",
                        content("<thi"),
                        content("nk>First I look. Then I check [1].</th"),
                        content("ink>\\n\\nIt is "),
                        content("42.")),
                chat(
                        "unopened-tag",
                        content("First I look. Then"),
                        content(" I check [1].\\n</thi"),
                        content("nk>\\n"),
                        content("\\nIt is 42.")),
                chat("thinking-tags", content("<thinking>" + THOUGHT + "</thinking>" + ANSWER)),
                chat("thought-tags", content("<thought>" + THOUGHT + "</thought>" + ANSWER)),
                chat("reasoning-tags", content("<reasoning>" + THOUGHT + "</reasoning>" + ANSWER)),
                chat(
                        "reasoning-object",
                        "{\"reasoning\":{\"content\":\"First I look. \"}}",
                        "{\"reasoning\":{\"text\":\"Then I check [1].\"}}",
                        content(ANSWER)),
                chat(
                        "reasoning-summaries",
                        "{\"reasoning_details\":[{\"type\":\"reasoning.summary\",\"summary\":\"First I look. Then I check [1].\"},{\"type\":\"reasoning.encrypted\",\"data\":\"c2Vj\"}]}",
                        content(ANSWER)),
                chat(
                        "thinking-field",
                        "{\"thinking\":\"First I look. \"}",
                        "{\"thinking\":\"Then I check [1].\"}",
                        content(ANSWER)),
                chat("seed-tags", content("<seed:think>" + THOUGHT + "</seed:think>" + ANSWER)),
                chat("kimi-tags", content("◁think▷" + THOUGHT + "◁/think▷" + ANSWER)),
                chat(
                        "harmony",
                        content("<|channel|>analysis<|message|>" + THOUGHT + "<|end|>"),
                        content("<|start|>assistant<|channel|>final<|message|>" + ANSWER)),
                chat(
                        "brackets",
                        "{\"role\":\"assistant\",\"content\":\"[Thinking: First I look. \"}",
                        content("Then I check [1].]"),
                        content(ANSWER)),
                typed(
                        "messages",
                        Protocol.ANTHROPIC_MESSAGES,
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"x\",\"content\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}}",
                        "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"First I look. Then I check [1].\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}}",
                        "{\"type\":\"content_block_stop\",\"index\":0}",
                        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                        "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"It is 42.\"}}",
                        "{\"type\":\"content_block_stop\",\"index\":1}",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":30}}",
                        "{\"type\":\"message_stop\"}"),
                typed(
                        "responses",
                        Protocol.OPENAI_RESPONSES,
                        "{\"type\":\"response.created\",\"sequence_number\":0,\"response\":{\"id\":\"r\",\"object\":\"response\",\"status\":\"in_progress\",\"output\":[]}}",
                        "{\"type\":\"response.output_item.added\",\"sequence_number\":1,\"output_index\":0,\"item\":{\"type\":\"reasoning\",\"id\":\"rs\",\"summary\":[]}}",
                        "{\"type\":\"response.reasoning_summary_text.delta\",\"sequence_number\":2,\"item_id\":\"rs\",\"output_index\":0,\"summary_index\":0,\"delta\":\"First I look. Then I check [1].\"}",
                        "{\"type\":\"response.output_item.added\",\"sequence_number\":3,\"output_index\":1,\"item\":{\"type\":\"message\",\"id\":\"ms\",\"role\":\"assistant\",\"status\":\"in_progress\",\"content\":[]}}",
                        "{\"type\":\"response.output_text.delta\",\"sequence_number\":4,\"item_id\":\"ms\",\"output_index\":1,\"content_index\":0,\"delta\":\"It is 42.\"}",
                        "{\"type\":\"response.completed\",\"sequence_number\":5,\"response\":{\"id\":\"r\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":30,\"total_tokens\":39,\"output_tokens_details\":{\"reasoning_tokens\":20}}}}"),
                new Dialect(
                        "gemini",
                        Protocol.GEMINI,
                        List.of(
                                "data: {\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"First I look. Then I check [1].\",\"thought\":true}]}}]}\n\n",
                                "data: {\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"It is 42.\"}]},\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":20,\"totalTokenCount\":34}}\n\n")));
    }

    private static final Dialect HIDDEN =
            chat(
                    "hidden",
                    content(ANSWER),
                    "{}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":30,\"total_tokens\":39,\"completion_tokens_details\":{\"reasoning_tokens\":20}},\"x\":[{\"y\":{}");

    private static final Dialect INTERLEAVED =
            chat(
                    "interleaved",
                    "{\"reasoning_content\":\"One.\"}",
                    content("Let me see."),
                    "{\"reasoning_content\":\"Two.\"}",
                    content("It is 42."));

    private static final Dialect CALLING =
            chat(
                    "calling",
                    "{\"reasoning_content\":\"One.\"}",
                    content("Let me see."),
                    "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"find_weather\",\"arguments\":\"{\\\"city\\\":\"}}]}",
                    "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"Hue\\\"}\"}}]}",
                    "{\"reasoning_content\":\"Two.\"}",
                    content("It is 42."));

    @BeforeAll
    static void open() throws Exception {
        gateway = Windows.gateway(folder);
        List<Dialect> all =
                Stream.concat(dialects(), Stream.of(HIDDEN, INTERLEAVED, CALLING)).toList();
        for (Protocol protocol : Protocol.values()) {
            List<Dialect> its = all.stream().filter(one -> one.protocol() == protocol).toList();
            if (!its.isEmpty()) {
                ScriptedProvider provider = new ScriptedProvider(stream -> answer(its, stream));
                PROVIDERS.add(provider);
                provider.serveTo(
                        gateway, protocol, its.stream().map(Dialect::name).toArray(String[]::new));
            }
        }
        chat = ChatWindow.over(gateway, PROVIDERS.getFirst(), folder, ThemeChoice.LIGHT);
        on = chat.on();
    }

    private static void answer(List<Dialect> its, ScriptedProvider.Stream stream)
            throws IOException {
        Dialect meant =
                its.stream()
                        .filter(one -> stream.asked().contains(one.name()))
                        .max(Comparator.comparing(one -> one.name().length()))
                        .orElseThrow();
        for (String event : meant.events()) {
            stream.raw(event);
        }
    }

    @AfterAll
    static void close() throws Exception {
        chat.close();
        PROVIDERS.forEach(ScriptedProvider::close);
    }

    private void ask(String model) {
        chat.askAnew(model, "go");
        Fx.until(
                "the end of " + model,
                () ->
                        on.shows(model)
                                && on.has(Button.class, ".flat-icon")
                                && words(".answer .text").contains("42."));
        Fx.until("the footer", () -> on.has(javafx.scene.Node.class, ".settled"));
    }

    private static String words(String selector) {
        return on.all(Text.class, selector).stream()
                .map(Text::getText)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theThinkingIsToldFromTheAnswer(Dialect dialect) {
        ask(dialect.name());
        assertThat(Fx.call(() -> words(".answer .text"))).isEqualTo(ANSWER);
        assertThat(Fx.call(() -> on.shows("Thought for"))).isTrue();
        Fx.run(() -> on.button("Show the thinking").fire());
        Fx.until("the thinking", () -> !words(".thinking-words .text").isEmpty());
        assertThat(Fx.call(() -> words(".thinking-words .text"))).isEqualTo(THOUGHT);
    }

    @Test
    void thinkingThatIsOnlyCountedIsSaidToBeHidden() {
        ask(HIDDEN.name());
        assertThat(Fx.call(() -> on.shows("Thinking hidden by the provider"))).isTrue();
        assertThat(Fx.call(() -> on.shows("20 tokens"))).isTrue();
    }

    @Test
    void thoughtsBetweenPiecesOfTheAnswerStandBetweenThem() {
        ask(INTERLEAVED.name());
        assertThat(Fx.call(() -> on.all(Button.class, ".thinking-head > .flat-icon").size()))
                .isGreaterThanOrEqualTo(2);
        assertThat(Fx.call(() -> words(".answer .text"))).isEqualTo("Let me see.It is 42.");
    }

    @Test
    void aCallOfAToolIsACardBetweenThePiecesOfTheAnswer() {
        ask(CALLING.name());
        assertThat(Fx.call(() -> words(".answer .text"))).isEqualTo("Let me see.It is 42.");
        assertThat(Fx.call(() -> on.shows("Called find_weather"))).isTrue();
        Fx.run(() -> on.button("Show the call").fire());
        Fx.until(
                "the arguments",
                () -> words(".tool-call .text").replaceAll("\\s", "").contains("\"city\":\"Hue\""));
        assertThat(Fx.call(() -> words(".answer .text"))).doesNotContain("city");
    }
}
