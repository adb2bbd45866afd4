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

class TallyTest {
    private static final String WORDS = "These words were delivered before the client left. ";

    @Test
    void whatTheProviderCountedIsBilled() {
        Tally tally = chat();
        tally.add(new ChatEvent.Text(WORDS));
        Usage counted = Usage.ofTokens(100, 40, 20, 5);
        tally.add(new ChatEvent.Counted(counted));
        tally.add(new ChatEvent.Done());
        assertThat(tally.usage()).isEqualTo(counted);
        assertThat(tally.isDone()).isTrue();
    }

    @Test
    void anAnswerThatNobodyCountedIsCountedHere() {
        Tally tally = chat();
        tally.add(new ChatEvent.Reasoning("Hm, hm."));
        tally.add(new ChatEvent.Text(WORDS));
        tally.add(new ChatEvent.Done());
        long thought = TokenCounter.count("Hm, hm.");
        Usage usage = tally.usage();
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
        Tally tally = chat();
        tally.add(new ChatEvent.Counted(Usage.ofTokens(100, 40, 1, 0)));
        tally.add(new ChatEvent.Text(WORDS.repeat(20)));
        Usage usage = tally.usage();
        assertThat(usage.input()).isEqualTo(100);
        assertThat(usage.cachedInput()).isEqualTo(40);
        assertThat(usage.output()).isEqualTo(TokenCounter.count(WORDS.repeat(20)));
        assertThat(usage.estimated()).isTrue();
    }

    @Test
    void whoeverLeavesAfterTheCountPaysThat() {
        Tally tally = chat();
        tally.add(new ChatEvent.Text("hi"));
        tally.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 50, 0)));
        assertThat(tally.usage()).isEqualTo(Usage.ofTokens(100, 0, 50, 0));
    }

    @Test
    void theLatestCountIsTheOneThatCounts() {
        Tally tally = chat();
        tally.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 1, 0)));
        tally.add(new ChatEvent.Counted(Usage.ofTokens(100, 0, 9, 0)));
        tally.add(new ChatEvent.Done());
        assertThat(tally.usage()).isEqualTo(Usage.ofTokens(100, 0, 9, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"COUNT_TOKENS", "GEMINI_COUNT_TOKENS"})
    void countingIsFree(Endpoint endpoint) {
        Order request = read(endpoint, "{\"model\":\"m\",\"messages\":[{}]}");
        ChatReply whole = new ChatReply(null, "", "42", null);
        assertThat(Tally.of(whole, request)).isEqualTo(Usage.NONE);
    }

    @Test
    void spokenCharactersAreThoseOfTheRequest() {
        Order speech = read(Endpoint.SPEECH, "{\"model\":\"m\",\"input\":\"Hello\"}");
        Tally bytes = new Tally(speech);
        bytes.addBytes();
        assertThat(bytes.usage().media()).isEqualTo(Media.ofCharacters(5));
        Tally told = new Tally(speech);
        told.add(
                new ChatEvent.Counted(
                        Usage.ofTokens(2, 0, 90, 0).withMedia(Media.ofTokens(0, 90, 0, 0))));
        told.add(new ChatEvent.Done());
        assertThat(told.usage().media()).isEqualTo(new Media(0, 90, 0, 0, 0, null, null, 0, 5));
    }

    @Test
    void picturesAreOfTheSizeThatTheAnswerTellsElseOfTheRequests() {
        Order asked =
                read(
                        Endpoint.IMAGE_GENERATIONS,
                        "{\"model\":\"m\",\"prompt\":\"a\",\"n\":4,\"size\":\"auto\",\"quality\":\"hd\"}");
        Usage made = Usage.ofMedia(Media.ofImages(2, "1024x1024", null));
        assertThat(Tally.of(new ChatReply(made, "", "", null), asked))
                .isEqualTo(Usage.ofMedia(Media.ofImages(2, "1024x1024", "hd")));
    }

    private static Tally chat() {
        return new Tally(request());
    }

    private static Order request() {
        return read(
                Endpoint.CHAT, "{\"model\":\"m\",\"messages\":[{\"content\":\"Hello there\"}]}");
    }

    private static Order read(Endpoint endpoint, String text) {
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
        return new Order(call, null, ApiRequest.read(endpoint, body, "", inPath), null);
    }
}
