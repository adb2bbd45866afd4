package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.money.Money;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.TokenCounter;
import dev.syngate.requestlog.RequestRecord;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a limited caller pays where the provider does not count: the prompt once, pictures and
/// tools included, and never more than there is.
@Timeout(60)
class PromptCountedOnceTest {
    private static final Price PRICE = Price.ofTokens(Price.micros("10"), Price.micros("1000"));
    private static final String DENSE = "q7#Zk!9x@P2-".repeat(400);
    private static final String PICTURE =
            "[{\"type\":\"text\",\"text\":\"What is this?\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]";
    private static final String QUESTION =
            "{\"model\":\"m\",\"stream\":%s,%s\"messages\":[{\"role\":\"user\",\"content\":%s}]}";

    @TempDir private Path folder;
    private Till till;

    @BeforeEach
    void open() {
        till = new Till(folder);
    }

    @AfterEach
    void close() {
        till.close();
    }

    /// @param balance enough for the cheap bound of the prompt, or only for what it really is
    @ParameterizedTest
    @CsvSource({"dense, 10", "dense, 0.155", "picture, 10", "picture, 0.115"})
    void aCutStreamChargesTheCountedPrompt(String kind, String balance) throws Exception {
        till.topUp(balance);
        String content = kind.equals("dense") ? "\"" + DENSE + "\"" : PICTURE;
        String body = QUESTION.formatted(true, "\"max_tokens\":100,", content);
        ask(body, ScriptedUpstream.events(StreamShape.CHAT.text("Hello there")));
        RequestRecord item = till.onlyRecord();
        assertThat(item.error()).isEqualTo("upstream_error");
        assertThat(item.receipt().usage().input()).isEqualTo(counted(body));
        assertThat(item.receipt().usage().output()).isEqualTo(TokenCounter.count("Hello there"));
        till.assertSettled();
    }

    @Test
    void aPromptThatCannotBePaidByItsCountIsRefused() throws Exception {
        till.topUp("0.1001");
        String body = QUESTION.formatted(true, "\"max_tokens\":100,", "\"" + DENSE + "\"");
        HttpResponse<String> answer = ask(body, ScriptedUpstream.events());
        assertThat(answer.statusCode()).isEqualTo(402);
        till.assertSettled();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void hiddenThinkingNeverMakesAnAccountNegative(boolean stream) throws Exception {
        till.topUp("9");
        String usage = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":60000}";
        ScriptedUpstream.Script script =
                stream
                        ? ScriptedUpstream.events(
                                StreamShape.CHAT.text("Yes."),
                                "{\"choices\":[]," + usage + "}",
                                "[DONE]")
                        : ScriptedUpstream.json(
                                200,
                                "{\"choices\":[{\"message\":{\"content\":\"Yes.\"}}],"
                                        + usage
                                        + "}");
        HttpResponse<String> answer = ask(QUESTION.formatted(stream, "", "\"hi\""), script);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Yes.");
        RequestRecord item = till.onlyRecord();
        assertThat(item.charged()).isGreaterThan(Money.ofDollars("8"));
        assertThat(item.charged()).isLessThanOrEqualTo(Money.ofDollars("9"));
        till.assertSettled();
    }

    @Test
    void hiddenThinkingThatCanBePaidIsPaid() throws Exception {
        till.topUp("100");
        ask(
                QUESTION.formatted(true, "", "\"hi\""),
                ScriptedUpstream.events(
                        StreamShape.CHAT.text("Yes."),
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":60000}}",
                        "[DONE]"));
        assertThat(till.onlyRecord().charged().dollars()).isEqualTo("60.0001");
        till.assertSettled();
    }

    private static long counted(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ApiRequest.read(Endpoint.CHAT, bytes, "application/json", null)
                .counted(bytes, "application/json")
                .promptTokens();
    }

    private HttpResponse<String> ask(String body, ScriptedUpstream.Script script) throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(script)) {
            till.serve(upstream, StreamShape.CHAT.protocol(), PRICE);
            return till.post(StreamShape.CHAT, till.key("team", Till.TEAM, null), body);
        }
    }
}
