package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Account;
import dev.syngate.billing.Balance;
import dev.syngate.billing.Price;
import dev.syngate.billing.Quota;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hundred callers at once, where the money is enough for some of them.
@Timeout(60)
class LastCentTest {
    private static final int CALLERS = 100;
    private static final int AFFORDABLE = 37;
    private static final Price CENT = Price.of(Rates.NONE.with(Unit.REQUEST, Price.micros("0.01")));

    @TempDir private Path folder;
    private Till till;
    private ScriptedUpstream upstream;

    @BeforeEach
    void open() throws Exception {
        till = new Till(folder);
        StreamShape shape = StreamShape.CHAT;
        upstream =
                new ScriptedUpstream(
                        ScriptedUpstream.events(shape.text("Hi"), shape.usage(1), shape.end()));
        till.serve(upstream, Provider.Protocol.OPENAI_CHAT, CENT);
    }

    @AfterEach
    void close() {
        till.close();
        upstream.close();
    }

    @Test
    void anAccountPaysExactlyTheCallsThatItCan() throws Exception {
        till.topUp("0.37");
        String secret = till.key("team", Till.TEAM, null);
        assertAffordablePass(race(secret), "insufficient_balance");
        assertThat(till.balance()).isEqualTo(new Balance(Money.ZERO, Money.ZERO));
        till.assertSettled();
    }

    @Test
    void aQuotaPaysExactlyTheCallsThatItCan() throws Exception {
        Quota quota = new Quota(Money.ofDollars("0.37"), Quota.Period.ONCE);
        String secret = till.key("quota", Account.LOCAL, quota);
        assertAffordablePass(race(secret), "insufficient_quota");
        Account local = till.gateway().accounts().get(Account.LOCAL);
        assertThat(till.gateway().ledger().balance(local).entries().dollars()).isEqualTo("-0.37");
        till.assertSettled();
    }

    private List<HttpResponse<String>> race(String secret) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        Callable<HttpResponse<String>> caller =
                () -> {
                    start.await();
                    return till.post(StreamShape.CHAT, secret, StreamShape.CHAT.body(10));
                };
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> racers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                racers.add(threads.submit(caller));
            }
            start.countDown();
            for (Future<HttpResponse<String>> racer : racers) {
                answers.add(racer.get());
            }
        }
        return answers;
    }

    private void assertAffordablePass(List<HttpResponse<String>> answers, String code) {
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 200)
                .hasSize(AFFORDABLE)
                .allMatch(answer -> answer.body().endsWith("data: [DONE]\n\n"));
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 402)
                .hasSize(CALLERS - AFFORDABLE)
                .allMatch(answer -> answer.body().contains(code));
        assertThat(upstream.requests()).hasSize(AFFORDABLE);
    }
}
