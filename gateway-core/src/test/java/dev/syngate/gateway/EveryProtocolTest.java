package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Unit;
import dev.syngate.codec.Hearing;
import dev.syngate.codec.Said;
import dev.syngate.codec.Wire;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Any client on any model: all pairs of protocols, over real sockets.
@Timeout(60)
class EveryProtocolTest {
    private static final String FAULT = "{\"error\":{\"message\":\"the prompt is too odd\"}}";

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private RunningGateway gateway;
    private String secret;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(folder);
        secret = gateway.key("k", null, null);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Wire.values())
                .flatMap(caller ->
                        Stream.of(Wire.values()).map(provider -> Arguments.of(caller, provider)));
    }

    private void serve(Wire provider, String baseUrl) {
        Provider draft =
                new Provider(
                        "",
                        "other " + baseUrl,
                        provider.protocol(),
                        baseUrl,
                        Price.of(
                                Rates.ofTokens(Price.micros("3"), Price.micros("15"))
                                        .with(Unit.CACHED_INPUT, Price.micros("0.3"))
                                        .with(Unit.REASONING, Price.micros("20"))),
                        0,
                        1,
                        true);
        gateway.gateway()
                .models()
                .addRoute("m", gateway.gateway().providers().add(draft, "sk-upstream"), "um");
    }

    private HttpRequest request(Wire caller, boolean stream) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + caller.path(stream)))
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(caller.request(stream)))
                .build();
    }

    private HttpResponse<String> ask(Wire caller, boolean stream) throws Exception {
        return http.send(request(caller, stream), HttpResponse.BodyHandlers.ofString());
    }

    private RequestRecord latest() {
        List<RequestRecord> records = new ArrayList<>();
        await(() -> {
            records.clear();
            records.addAll(gateway.gateway().requests().newest(1, request -> true));
            return !records.isEmpty();
        });
        return records.getFirst();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.yield();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void wholeAnswersCostTheSameThroughAllDoors(Wire caller, Wire provider) throws Exception {
        Map<String, Said> script = new ConcurrentHashMap<>();
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) ->
                        ScriptedUpstream.json(200, provider.whole(script.get("now")))
                                .answer(request, out))) {
            serve(provider, upstream.baseUrl());
            for (Said said : Said.all()) {
                script.put("now", said);
                HttpResponse<String> answer = ask(caller, false);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(caller.heard(answer.body()).said()).isEqualTo(said);
                checkBill();
            }
            assertThat(upstream.requests())
                    .allSatisfy(
                            sent -> assertThat(sent).contains("Look at this", "aW1n", "weather"));
        }
    }

    /// 15 x 3 + 5 x 0.3 + 6 x 15 + 3 x 20 millionths of a dollar, whatever it was told as.
    private void checkBill() {
        Receipt receipt = latest().receipt();
        assertThat(receipt).isNotNull();
        assertThat(receipt.charged().dollars()).isEqualTo("0.0001965");
        assertThat(receipt.usage().input()).isEqualTo(20);
        assertThat(receipt.usage().cachedInput()).isEqualTo(5);
        assertThat(receipt.usage().output()).isEqualTo(9);
        assertThat(receipt.usage().reasoning()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void streamsHaveOneEndAndCostTheSameThroughAllDoors(Wire caller, Wire provider)
            throws Exception {
        Map<String, Said> script = new ConcurrentHashMap<>();
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) -> {
                    ScriptedUpstream.startStream(out);
                    for (String event : provider.stream(script.get("now"))) {
                        out.write(event.getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                })) {
            serve(provider, upstream.baseUrl());
            for (Said said : Said.all()) {
                script.put("now", said);
                HttpResponse<String> answer = ask(caller, true);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                Hearing heard = caller.heardStream(answer.body());
                assertThat(heard.said()).as(answer.body()).isEqualTo(said);
                assertThat(heard.ends()).isEqualTo(1);
                checkBill();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aRejectionComesInTheCallersWords(Wire caller, Wire provider) throws Exception {
        try (ScriptedUpstream upstream = new ScriptedUpstream(ScriptedUpstream.json(400, FAULT))) {
            serve(provider, upstream.baseUrl());
            for (boolean stream : List.of(false, true)) {
                HttpResponse<String> answer = ask(caller, stream);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body()).contains("the prompt is too odd");
                assertThat(answer.body().contains("\"type\":\"error\""))
                        .isEqualTo(caller == Wire.MESSAGES);
                assertThat(answer.body().contains("INVALID_ARGUMENT"))
                        .isEqualTo(caller == Wire.GEMINI);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aFailureAndACutAreNoEnd(Wire caller, Wire provider) throws Exception {
        List<String> events = provider.stream(Said.REASONING);
        List<String> failed = new ArrayList<>(events.subList(0, 2));
        failed.add(provider.failure());
        for (List<String> script : List.of(failed, events.subList(0, 2))) {
            try (ScriptedUpstream upstream =
                    new ScriptedUpstream((request, out) -> {
                        ScriptedUpstream.startStream(out);
                        out.write(String.join("", script).getBytes(StandardCharsets.UTF_8));
                    })) {
                serve(provider, upstream.baseUrl());
                Hearing heard = caller.heardStream(ask(caller, true).body());
                assertThat(heard.ends()).isZero();
                assertThat(heard.failure()).isNotEmpty();
                assertThat(latest().error()).isEqualTo("upstream_error");
                gateway.gateway().models().remove("m");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aClientThatLeavesAWholeAnswerStopsTheProvider(Wire caller, Wire provider)
            throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) -> {
                    asked.countDown();
                    left.await();
                })) {
            serve(provider, upstream.baseUrl());
            CompletableFuture<?> answer =
                    http.sendAsync(request(caller, false), HttpResponse.BodyHandlers.ofString());
            asked.await();
            answer.cancel(true);
            assertThat(upstream.clientLeft().await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(latest().status()).isEqualTo(499);
        } finally {
            left.countDown();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aClientThatLeavesStopsTheProvider(Wire caller, Wire provider) throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (ScriptedUpstream upstream =
                new ScriptedUpstream((request, out) -> {
                    ScriptedUpstream.startStream(out);
                    List<String> events = provider.stream(Said.REASONING);
                    out.write(
                            String.join("", events.subList(0, 3)).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    left.await();
                })) {
            serve(provider, upstream.baseUrl());
            HttpResponse<java.io.InputStream> answer =
                    http.send(request(caller, true), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.body().read()).isPositive();
            answer.body().close();
            assertThat(upstream.clientLeft().await(30, TimeUnit.SECONDS)).isTrue();
            await(() -> !gateway.gateway().requests().newest(1, request -> true).isEmpty());
            assertThat(latest().status()).isEqualTo(499);
        } finally {
            left.countDown();
        }
    }
}
