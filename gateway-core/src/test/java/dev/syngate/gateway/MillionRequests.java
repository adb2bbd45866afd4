package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestFilter;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.retention.Retention;
import dev.syngate.retention.RetentionSettings;
import dev.syngate.retention.RetentionSweep;
import dev.syngate.usage.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Prints how long things take with very many requests. What it finds depends on the machine, so it
/// runs only when asked for: `./mvnw -pl gateway-core test -Dtest=MillionRequests`.
class MillionRequests {
    private static final int REQUESTS = Integer.getInteger("syngate.requests", 1_000_000);
    private static final int LOOK = 20_000;
    private static final int AT_A_TIME = 10_000;
    private static final Duration RANGE = Duration.ofDays(45);
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir private Path folder;
    private String someId = "";

    @Test
    void showHowLongThingsTake() throws IOException {
        Gateway.open(GatewaySettings.of(folder.resolve("warm-up")), CLOCK).close();
        timed("write " + REQUESTS + " requests", this::write);
        System.out.printf("%-40s %8d MB%n", "size on disk", sizeOnDisk() >> 20);
        timed("digest the requests", this::digest);
        timed("close the days", () -> sweep(Retention.DEFAULT));
        ask();
        timed("remove all but 100 records", () -> sweep(new Retention(90, 100)));
        ask();
    }

    private boolean write() {
        RandomRequests random = new RandomRequests(1);
        ArrayDeque<CompletableFuture<?>> open = new ArrayDeque<>();
        try (Books books = books()) {
            for (int i = 0; i < REQUESTS; i++) {
                Instant time = NOW.minus(RANGE.multipliedBy(REQUESTS - i).dividedBy(REQUESTS));
                RequestRecord item = random.next(time, books.account());
                someId = i == REQUESTS / 3 ? item.id() : someId;
                open.add(books.settle(item));
                if (open.size() > AT_A_TIME) {
                    open.remove().join();
                }
            }
            open.forEach(CompletableFuture::join);
        }
        return true;
    }

    private boolean digest() {
        try (Books books = books()) {
            books.requests().digest();
        }
        return true;
    }

    private boolean sweep(Retention retention) {
        try (Books books = books()) {
            RetentionSettings settings = new RetentionSettings(books.store());
            settings.set(retention);
            new RetentionSweep(
                            books.requests(),
                            books.bodies(),
                            books.rollUps(),
                            new KeptResponses(
                                    books.store(), CLOCK, () -> ResponseRetention.Limits.USUAL),
                            settings,
                            CLOCK)
                    .sweep();
        }
        return true;
    }

    private Books books() {
        return Books.open(folder.resolve("store"), CLOCK);
    }

    private void ask() {
        GatewaySettings settings = GatewaySettings.of(folder);
        try (Gateway gateway = timed("open", () -> Gateway.open(settings, CLOCK))) {
            for (String by : List.of("model", "model", "key", "day", "account", "model")) {
                timed("usage --by " + by + " --since 30d", () -> usage(gateway, by, "30d"));
            }
            timed("usage --by model --since 24h", () -> usage(gateway, "model", "24h"));
            timed("find a request", () -> gateway.requests().find(someId));
            timed("find a request that is not there", () -> gateway.requests().find("req_0"));
            timed("newest 100 requests", () -> gateway.requests().newest(100, r -> true));
            for (String filter :
                    List.of(
                            "status:5xx",
                            "status:402",
                            "model:model-7",
                            "cost>0.29",
                            "cost>0.2999 key:key-7",
                            "tool:codex",
                            "-model:model-* status:5xx",
                            "nowhere")) {
                timed("first look for " + filter, () -> look(gateway, filter, LOOK));
                timed("all looks for " + filter, () -> look(gateway, filter, REQUESTS));
            }
            timed("ledger verify", () -> call(gateway, List.of("ledger", "verify"), Map.of()));
        }
    }

    private static RequestLog.Found look(Gateway gateway, String filter, int most) {
        return gateway.requests()
                .search(RequestFilter.parse(filter, NOW.atZone(ZoneOffset.UTC)), null, 200, most);
    }

    private static JsonNode usage(Gateway gateway, String by, String since) {
        return call(gateway, List.of("usage"), Map.of("by", by, "since", since));
    }

    private static JsonNode call(Gateway gateway, List<String> path, Map<String, String> query) {
        JsonNode body = gateway.admin().handle("GET", path, query, null).body();
        assertThat(body.path("ok").asBoolean(true)).as(body.toString()).isTrue();
        assertThat(body.has("error")).as(body.toString()).isFalse();
        return body;
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        System.out.printf("%-40s %8.1f ms%n", what, (System.nanoTime() - start) / 1_000_000.0);
        return result;
    }

    private long sizeOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
