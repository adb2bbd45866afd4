package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Usage;
import dev.syngate.money.Money;
import dev.syngate.protocol.TokenCounter;
import dev.syngate.requestlog.RequestRecord;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Answers that become longer than what was asked for, at a dollar for a thousand tokens.
@Timeout(60)
class HoldGrowthTest {
    private static final Price PRICE = Price.ofTokens(0, Price.micros("1000"));
    private static final int ASKED = 10;
    private static final String WORD = " tomato";

    @TempDir private Path folder;
    private Till till;
    private String secret;

    @BeforeEach
    void open() {
        till = new Till(folder);
        secret = till.key("team", Till.TEAM, null);
    }

    @AfterEach
    void close() {
        till.close();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatOutgrowsItsHoldHoldsMore(StreamShape shape) throws Exception {
        till.topUp("10");
        HttpResponse<String> answer = ask(shape, words(shape, 500), shape.end());
        assertThat(answer.body()).contains(shape.end()).doesNotContain(shape.unpaid());
        RequestRecord item = till.onlyRecord();
        assertThat(item.receipt().usage().output()).isEqualTo(500);
        assertThat(item.charged().dollars()).isEqualTo("0.5");
        assertThat(item.receipt().held()).isGreaterThan(item.charged());
        till.assertSettled();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatCannotBePaidAnyMoreIsEndedAndChargedAsDelivered(StreamShape shape)
            throws Exception {
        till.topUp("0.25");
        HttpResponse<String> answer = ask(shape, words(shape, 500), shape.end());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(shape.unpaid()).doesNotContain(shape.end());
        RequestRecord item = till.onlyRecord();
        Usage usage = item.receipt().usage();
        assertThat(item.error()).isEqualTo("insufficient_balance");
        assertThat(usage.estimated()).isTrue();
        assertThat(usage.output()).isEqualTo(delivered(answer.body())).isBetween(180L, 250L);
        assertThat(item.charged()).isLessThanOrEqualTo(item.receipt().held());
        till.assertSettled();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatComesInOnePieceIsNotDeliveredUnpaid(StreamShape shape) throws Exception {
        till.topUp("0.02");
        HttpResponse<String> answer =
                ask(shape, List.of(shape.text("Hi"), shape.text(WORD.repeat(900))), shape.end());
        assertThat(answer.body()).contains("\"Hi\"", shape.unpaid()).doesNotContain(WORD);
        assertThat(till.onlyRecord().charged().dollars()).isEqualTo("0.001");
        till.assertSettled();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfTheLengthThatWasAskedForIsPaidToTheLastCent(StreamShape shape) throws Exception {
        till.topUp("0.01");
        List<String> events = new ArrayList<>(words(shape, ASKED));
        events.add(shape.usage(ASKED));
        HttpResponse<String> answer = ask(shape, events, shape.end());
        assertThat(answer.body()).contains(shape.end()).doesNotContain(shape.unpaid());
        assertThat(till.balance().entries()).isEqualTo(Money.ZERO);
        till.assertSettled();
    }

    private HttpResponse<String> ask(StreamShape shape, List<String> events, String end)
            throws Exception {
        List<String> all = new ArrayList<>(events);
        all.add(end);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream(ScriptedUpstream.events(all.toArray(String[]::new)))) {
            till.serve(upstream, shape.protocol(), PRICE);
            return till.post(shape, secret, shape.body(ASKED));
        }
    }

    private static List<String> words(StreamShape shape, int count) {
        return Collections.nCopies(count, shape.text(WORD));
    }

    /// The tokens of the words that reached the client.
    private static long delivered(String body) {
        int words = body.split(WORD, -1).length - 1;
        return TokenCounter.count(WORD.repeat(words));
    }
}
