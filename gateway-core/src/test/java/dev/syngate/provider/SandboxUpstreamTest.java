package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Usage;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxUpstreamTest {
    private final Upstream sandbox = new SandboxUpstream(Duration.ZERO);

    @Test
    void theReasonerThinksThenAnswersThenCountsThenEnds() throws Exception {
        List<ChatEvent> events = stream("sandbox/reasoner", "");
        List<String> order =
                events.stream().map(e -> e.getClass().getSimpleName()).distinct().toList();
        assertThat(order).containsExactly("Reasoning", "Text", "Counted", "Done");
        assertThat(text(events))
                .contains("**This is the sandbox**", "| Step |", "```java", "say hello twice");
        assertThat(counted(events).reasoning())
                .isEqualTo(events.stream().filter(ChatEvent.Reasoning.class::isInstance).count())
                .isPositive();
    }

    @Test
    void theEchoRepeatsTheLastMessageExactly() throws Exception {
        assertThat(text(stream("sandbox/echo", ""))).isEqualTo("say hello  twice\n");
    }

    @Test
    void theSameQuestionHasTheSameAnswer() throws Exception {
        assertThat(stream("sandbox/reasoner", "")).isEqualTo(stream("sandbox/reasoner", ""));
    }

    @Test
    void maxTokensIsRespected() throws Exception {
        assertThat(counted(stream("sandbox/reasoner", ",\"max_tokens\":5")).output()).isEqualTo(5);
        assertThat(
                        new String(
                                bytes("sandbox/reasoner", ",\"max_tokens\":5"),
                                StandardCharsets.UTF_8))
                .contains("\"finish_reason\":\"length\"");
    }

    @Test
    void aWholeAnswerIsTheStreamedOneInOnePiece() throws Exception {
        ChatReply whole =
                Endpoint.CHAT.newReader().reply(bytes("sandbox/reasoner", ",\"stream\":false"));
        List<ChatEvent> streamed = stream("sandbox/reasoner", "");
        assertThat(whole.text()).isEqualTo(text(streamed));
        assertThat(whole.usage()).isEqualTo(counted(streamed));
        assertThat(whole.reasoning()).isNotEmpty();
        assertThat(whole.error()).isNull();
    }

    @Test
    void cancellingEndsAPauseAtOnce() throws Exception {
        Cancellation cancellation = new Cancellation();
        Upstream slow = new SandboxUpstream(Duration.ofHours(1));
        Upstream.Reply reply = slow.open(request("sandbox/echo", ",\"stream\":true"), cancellation);
        Thread.ofVirtual().start(cancellation::cancel);
        assertThatThrownBy(() -> reply.read(new byte[10])).isInstanceOf(IOException.class);
    }

    private static String text(List<ChatEvent> events) {
        return events.stream()
                .map(e -> e instanceof ChatEvent.Text text ? text.text() : "")
                .collect(Collectors.joining());
    }

    private static Usage counted(List<ChatEvent> events) {
        return events.stream()
                .flatMap(e -> e instanceof ChatEvent.Counted(Usage usage) ? Stream.of(usage) : null)
                .findFirst()
                .orElseThrow();
    }

    private List<ChatEvent> stream(String model, String more) throws IOException {
        byte[] bytes = bytes(model, more + ",\"stream\":true");
        SseParser parser = new SseParser();
        parser.feed(bytes, 0, bytes.length);
        List<ChatEvent> events = new ArrayList<>();
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            events.addAll(Endpoint.CHAT.newReader().chunk(event).events());
        }
        assertThat(parser.rest()).isNull();
        return events;
    }

    private byte[] bytes(String model, String more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[7];
        try (Upstream.Reply reply = sandbox.open(request(model, more), new Cancellation())) {
            for (int n = reply.read(buffer); n >= 0; n = reply.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
        }
        return bytes.toByteArray();
    }

    private static Upstream.Request request(String model, String more) {
        String body =
                """
                {"model":"%s","messages":[{"role":"system","content":"be kind"},
                {"role":"user","content":[{"type":"text","text":"say hello  twice\\n"}]}]%s}
                """
                        .formatted(model, more);
        return new Upstream.Request(
                SandboxProvider.PROVIDER,
                null,
                "/chat/completions",
                new Payload.Bytes(body.getBytes(StandardCharsets.UTF_8)),
                "",
                java.util.Map.of());
    }
}
