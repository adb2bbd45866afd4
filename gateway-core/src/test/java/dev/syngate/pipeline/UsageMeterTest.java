package dev.syngate.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Media;
import dev.syngate.billing.Usage;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.Cancellation;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ApiRequest;
import dev.syngate.protocol.ChatReply;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.TokenCounter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsageMeterTest {
    private static final String WORDS = "These words were delivered before the client left. ";

    @Test
    void whatTheProviderCountedIsBilled() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Text(WORDS));
        Usage counted = Usage.ofTokens(100, 40, 20, 5);
        meter.add(new ChatEvent.Counted(counted));
        meter.add(new ChatEvent.Done());
        assertThat(meter.usage()).isEqualTo(counted);
        assertThat(meter.isDone()).isTrue();
    }

    @Test
    void anAnswerThatNobodyCountedIsCountedHere() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Reasoning("Hm, hm."));
        meter.add(new ChatEvent.Text(WORDS));
        meter.add(new ChatEvent.Done());
        long thought = TokenCounter.count("Hm, hm.");
        Usage usage = meter.usage();
        assertThat(usage.estimated()).isTrue();
        assertThat(usage.input()).isEqualTo(request().counted().request().promptTokens());
        assertThat(usage.reasoning()).isEqualTo(thought);
        assertThat(usage.output()).isEqualTo(thought + TokenCounter.count(WORDS));
    }

    @Test
    void nothingDeliveredCostsNothing() {
        assertThat(chat().usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void whoeverLeavesEarlyPaysForWhatCame() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 40, 1, 0)));
        meter.add(new ChatEvent.Text(WORDS.repeat(20)));
        Usage usage = meter.usage();
        assertThat(usage.input()).isEqualTo(100);
        assertThat(usage.cachedInput()).isEqualTo(40);
        assertThat(usage.output()).isEqualTo(TokenCounter.count(WORDS.repeat(20)));
        assertThat(usage.estimated()).isTrue();
    }

    @Test
    void whoeverLeavesAfterTheCountPaysThat() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Text("hi"));
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 50, 0)));
        assertThat(meter.usage()).isEqualTo(Usage.ofTokens(100, 0, 50, 0));
    }

    @Test
    void anEndThatSaysLessThanTheMiddleIsNotBelieved() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Text("hi"));
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 40, 1, 0)));
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 40, 20, 5)));
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 40, 0, 0)));
        meter.add(new ChatEvent.Counted(Usage.NONE));
        meter.add(new ChatEvent.Done());
        assertThat(meter.usage()).isEqualTo(Usage.ofTokens(100, 40, 20, 5));
    }

    @Test
    void zerosBesideTextAreNotBelieved() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Text(WORDS));
        meter.add(new ChatEvent.Counted(Usage.NONE));
        meter.add(new ChatEvent.Done());
        Usage usage = meter.usage();
        assertThat(usage.estimated()).isTrue();
        assertThat(usage.input()).isEqualTo(request().counted().request().promptTokens());
        assertThat(usage.output()).isEqualTo(TokenCounter.count(WORDS));
    }

    @Test
    void zeroOutputBesideTextIsCountedHereAndTheInputKept() {
        ChatReply whole = new ChatReply(Usage.ofTokens(100, 40, 0, 0), "", WORDS, null);
        Usage usage = UsageMeter.of(whole, request());
        assertThat(usage).isEqualTo(new Usage(100, 40, 0, 0, TokenCounter.count(WORDS), 0, true));
    }

    @Test
    void theLatestCountIsTheOneThatCounts() {
        UsageMeter meter = chat();
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 1, 0)));
        meter.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 9, 0)));
        meter.add(new ChatEvent.Done());
        assertThat(meter.usage()).isEqualTo(Usage.ofTokens(100, 0, 9, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"COUNT_TOKENS", "GEMINI_COUNT_TOKENS"})
    void countingIsFree(Endpoint endpoint) {
        RoutedCall request = read(endpoint, "{\"model\":\"m\",\"messages\":[{}]}");
        ChatReply whole = new ChatReply(null, "", "42", null);
        assertThat(UsageMeter.of(whole, request)).isEqualTo(Usage.NONE);
    }

    @Test
    void spokenCharactersAreThoseOfTheRequest() {
        RoutedCall speech = read(Endpoint.SPEECH, "{\"model\":\"m\",\"input\":\"Hello\"}");
        UsageMeter bytes = new UsageMeter(speech);
        bytes.addBytes();
        assertThat(bytes.usage().media()).isEqualTo(Media.ofCharacters(5));
        UsageMeter told = new UsageMeter(speech);
        told.add(
                new ChatEvent.Counted(
                        Usage.ofTokens(2, 0, 90, 0).withMedia(Media.ofTokens(0, 90, 0, 0))));
        told.add(new ChatEvent.Done());
        assertThat(told.usage().media()).isEqualTo(new Media(0, 90, 0, 0, 0, null, null, 0, 5));
    }

    @Test
    void picturesAreOfTheSizeThatTheAnswerTellsElseOfTheRequests() {
        RoutedCall asked =
                read(
                        Endpoint.IMAGE_GENERATIONS,
                        "{\"model\":\"m\",\"prompt\":\"a\",\"n\":4,\"size\":\"auto\",\"quality\":\"hd\"}");
        Usage made = Usage.ofMedia(Media.ofImages(2, "1024x1024", null));
        assertThat(UsageMeter.of(new ChatReply(made, "", "", null), asked))
                .isEqualTo(Usage.ofMedia(Media.ofImages(2, "1024x1024", "hd")));
    }

    private static UsageMeter chat() {
        return new UsageMeter(request());
    }

    private static RoutedCall request() {
        return read(
                Endpoint.CHAT, "{\"model\":\"m\",\"messages\":[{\"content\":\"Hello there\"}]}");
    }

    private static RoutedCall read(Endpoint endpoint, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String inPath = endpoint.hasModelInPath() ? "m" : null;
        Call call =
                new Call(
                        "req_1",
                        Instant.EPOCH,
                        0,
                        new Caller.Bearer(null),
                        InetAddress.getLoopbackAddress(),
                        endpoint.path(),
                        body,
                        "",
                        Map.of(),
                        new Cancellation());
        return new RoutedCall(call, null, ApiRequest.read(endpoint, body, "", inPath), null);
    }
}
