package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.question;
import static dev.syngate.gateway.ScriptedUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.provider.Connecting;
import dev.syngate.provider.Provider;
import dev.syngate.provider.ServerIdentity;
import dev.syngate.provider.Timeouts;
import dev.syngate.requestlog.RequestRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What comes of every way in which a provider fails, in plain text and over TLS.
@Timeout(120)
class ProviderContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Price PRICE =
            new Price(
                    Rates.NONE.with(Unit.INPUT, 1_000_000).with(Unit.OUTPUT, 2_000_000),
                    List.of(),
                    List.of(),
                    List.of());
    private static final int MANY = 1000;
    private static final long TEN_IN_FIVE_OUT = 20_000_000;

    @TempDir private Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private RunningGateway running;
    private String secret;

    private void start(InstantSource clock) {
        running =
                new RunningGateway(
                        folder.resolve("data"), new Timeouts(PATIENCE, PATIENCE, PATIENCE), clock);
        open.add(running);
        secret = running.key("test", null, null);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFaultHasItsOutcome(boolean secure) throws Exception {
        start(InstantSource.system());
        ServerIdentity identity = secure ? ServerIdentity.in(folder) : null;
        List<Thread> trials = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (Fault fault : Fault.values()) {
            trials.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    tryOut(fault, identity);
                                } catch (Exception | AssertionError e) {
                                    failures.add(new AssertionError(fault.name(), e));
                                }
                            }));
        }
        for (Thread trial : trials) {
            trial.join();
        }
        assertThat(failures).isEmpty();
        assertThat(verified().path("ok").asBoolean()).isTrue();
    }

    private void tryOut(Fault fault, @Nullable ServerIdentity identity) throws Exception {
        String model = fault.name();
        ScriptedUpstream failing = upstream(fault.script(), identity);
        add("failing " + model, failing, 10, model, identity);
        RawConnection.Answer alone = ask(model, fault.streams());
        assertThat(alone.status()).as("status alone").isEqualTo(fault.alone());
        ScriptedUpstream good =
                upstream(
                        fault.streams()
                                ? ScriptedUpstream.events(Fault.events())
                                : json(200, Fault.answer()),
                        identity);
        String again = model + " again";
        ScriptedUpstream fresh = upstream(fault.script(), identity);
        add("fresh " + model, fresh, 10, again, identity);
        add("good " + model, good, 0, again, identity);
        RawConnection.Answer answer = ask(again, fault.streams());
        RequestRecord item = record(answer);
        assertThat(item.attempts().getFirst().outcome()).isEqualTo(fault.attempt());
        assertThat(item.attempts().getFirst().reason()).isEqualTo("priority");
        switch (fault.outcome()) {
            case NEXT -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("hello");
                assertThat(item.attempts()).hasSize(2);
                assertThat(item.charged().picos()).isEqualTo(TEN_IN_FIVE_OUT);
                assertThat(item.upstreamCost()).isEqualTo(item.charged());
                assertThat(fresh.requests()).as("asked once").hasSize(1);
            }
            case PASSED_ON -> {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).contains("it failed");
                assertThat(good.requests()).isEmpty();
                assertThat(item.charged().isZero()).isTrue();
            }
            case SEEN -> {
                assertThat(answer.body()).contains("hello").contains("\"error\"");
                assertThat(good.requests()).isEmpty();
                assertThat(item.failed()).isTrue();
                assertThat(item.charged().isZero()).isFalse();
            }
            case ANSWERS -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(good.requests()).isEmpty();
                assertThat(item.failed()).isFalse();
                assertThat(item.receipt().usage().output()).isPositive();
            }
        }
    }

    @Test
    void aSlowFirstByteIsWaitedForAndAnUntrustedServerIsPassedOver() throws Exception {
        start(InstantSource.system());
        long patience = PATIENCE.toMillis();
        ScriptedUpstream slow =
                upstream(
                        (request, out) -> {
                            new CountDownLatch(1).await(patience / 10, TimeUnit.MILLISECONDS);
                            json(200, Fault.answer()).answer(request, out);
                        },
                        null);
        add("slow", slow, 10, "slow", null);
        assertThat(ask("slow", false).status()).isEqualTo(200);

        ServerIdentity identity = ServerIdentity.in(folder);
        ScriptedUpstream stranger = upstream(json(200, Fault.answer()), identity);
        add("stranger", stranger, 10, "safe", null);
        add("known", upstream(json(200, Fault.answer()), identity), 0, "safe", identity);
        RawConnection.Answer answer = ask("safe", false);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-syngate-provider")).isEqualTo("known");
        assertThat(stranger.requests()).as("what an unsafe connection was told").isEmpty();
    }

    /// Every second call to the better of two providers fails, in all ways that another can mend.
    @Test
    void oneProviderThatFailsHalfTheTimeIsNeverNoticed() throws Exception {
        ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
        start(clock);
        List<Fault> faults =
                Stream.of(Fault.values())
                        .filter(fault -> fault.outcome() == Fault.Outcome.NEXT)
                        .toList();
        AtomicInteger calls = new AtomicInteger();
        ScriptedUpstream flaky =
                upstream(
                        (request, out) -> {
                            int call = calls.getAndIncrement();
                            (call % 2 == 0
                                            ? faults.get(call / 2 % faults.size()).script()
                                            : json(200, Fault.answer()))
                                    .answer(request, out);
                        },
                        null);
        add("flaky", flaky, 10, "m", null);
        add("steady", upstream(json(200, Fault.answer()), null), 0, "m", null);
        AtomicInteger next = new AtomicInteger();
        List<Integer> unexpected = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                while (next.getAndIncrement() < MANY) {
                                    clock.advance(Duration.ofMillis(500));
                                    int status = askOrZero();
                                    if (status != 200) {
                                        unexpected.add(status);
                                    }
                                }
                            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(unexpected).isEmpty();
        List<RequestRecord> items = running.gateway().requests().newest(2 * MANY, item -> true);
        assertThat(items).hasSize(MANY);
        assertThat(items).allMatch(item -> item.charged().picos() == TEN_IN_FIVE_OUT);
        assertThat(items.stream().map(item -> item.attempts().getFirst().outcome()))
                .contains("ok", "skipped: circuit open", "status 500");
        JsonNode verified = verified();
        assertThat(verified.path("ok").asBoolean()).isTrue();
        assertThat(verified.path("open_holds").asInt()).isZero();
    }

    private int askOrZero() {
        try {
            return ask("m", false).status();
        } catch (Exception e) {
            return 0;
        }
    }

    private JsonNode verified() {
        return running.gateway()
                .admin()
                .handle("GET", List.of("ledger", "verify"), Map.of(), null)
                .body();
    }

    private ScriptedUpstream upstream(
            ScriptedUpstream.Script script, @Nullable ServerIdentity identity) throws Exception {
        ScriptedUpstream upstream =
                new ScriptedUpstream(script, identity == null ? null : identity.context());
        synchronized (open) {
            open.add(upstream);
        }
        return upstream;
    }

    private void add(
            String name,
            ScriptedUpstream upstream,
            int priority,
            String model,
            @Nullable ServerIdentity identity) {
        Provider draft =
                new Provider(
                        "",
                        name,
                        Provider.Protocol.OPENAI_CHAT,
                        upstream.baseUrl(),
                        PRICE,
                        priority,
                        1,
                        true);
        Provider trusting =
                identity == null
                        ? draft
                        : draft.connectedTo(new Connecting(null, null, null, identity.caFile()));
        Provider added = running.gateway().providers().add(trusting, "sk-upstream");
        running.gateway().models().addRoute(model, added, model);
    }

    private RawConnection.Answer ask(String model, boolean stream) throws Exception {
        return running.ask(chat(secret, question(model, stream)));
    }

    private RequestRecord record(RawConnection.Answer answer) {
        return running.gateway().requests().find(answer.header("x-request-id")).orElseThrow();
    }
}
