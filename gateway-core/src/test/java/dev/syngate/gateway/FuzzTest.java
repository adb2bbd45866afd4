package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.syngate.gateway.Mutations.Mutant;
import dev.syngate.gateway.Mutations.Request;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.protocol.TokenCounter;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Throws malformed requests at a gateway: no 5xx of its own, no hang, nothing left behind.
/// `-Dfuzz.requests=100000` for more of them, `-Dfuzz.seed=…` for the same ones again.
@Timeout(3_600)
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 15_000);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int WARM_UP = 1_000;
    private static final int CLIENTS = 4;
    private static final int CONNECTION_USES = 50;
    private static final int SPARE_THREADS = 2;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final String JSON = "Content-Type: application/json\r\n";

    /// Answers that speak of a route, not of a bug.
    private static final Set<String> ROUTING =
            Set.of("upstream_error", "no_provider_available", "upstream_timeout");

    @TempDir private Path folder;
    private final Map<Integer, AtomicInteger> statuses = new TreeMap<>();

    @Test
    void malformedRequestsNeitherBreakNorFillTheGateway() throws Exception {
        System.out.println("fuzz.requests=" + REQUESTS + " fuzz.seed=" + SEED);
        try (RunningGateway running = new RunningGateway(folder)) {
            List<Request> seeds = seeds(running);
            TokenCounter.count("Its tables are loaded once and stay.");
            run(running, seeds, WARM_UP, SEED ^ WARM_UP);
            State before = settled(running, Integer.MAX_VALUE);
            long started = System.nanoTime();
            run(running, seeds, REQUESTS, SEED);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
            State after = settled(running, before.threads() + SPARE_THREADS);
            System.out.println(
                    "answers (0: closed) "
                            + statuses
                            + " in "
                            + seconds
                            + " s\n"
                            + before
                            + "\n"
                            + after);
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + SPARE_THREADS);
            assertThat(after.files()).isLessThanOrEqualTo(before.files() + 8);
            assertThat(after.heap()).isLessThan(before.heap() + 24 * MEBIBYTE);
            assertThat(after.direct()).isLessThan(before.direct() + 24 * MEBIBYTE);
        }
    }

    private void run(RunningGateway running, List<Request> seeds, int count, long seed)
            throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                long own = seed + i;
                work.add(() -> throwAt(running, seeds, count / CLIENTS, own));
            }
            for (Future<Void> done : clients.invokeAll(work)) {
                done.get();
            }
        }
    }

    private Void throwAt(RunningGateway running, List<Request> seeds, int count, long seed)
            throws IOException {
        Mutations mutations = new Mutations(seed);
        Random random = new Random(seed);
        int left = count;
        while (left > 0) {
            try (RawConnection connection = running.connect()) {
                boolean open = true;
                for (int uses = CONNECTION_USES; open && uses > 0 && left > 0; uses--, left--) {
                    Request request = seeds.get(random.nextInt(seeds.size()));
                    open = exchange(connection, mutations.mutate(request));
                }
            }
        }
        return null;
    }

    /// @return whether the connection can be used again
    private boolean exchange(RawConnection connection, Mutant mutant) throws IOException {
        try {
            connection.send(mutant.bytes());
            if (mutant.framed()) {
                return judged(connection, mutant);
            }
            connection.finish();
            while (judged(connection, mutant)) {
                continue;
            }
        } catch (SocketException e) {
            count(0);
        } catch (IOException e) {
            throw new AssertionError("hangs at " + text(mutant), e);
        }
        return false;
    }

    private boolean judged(RawConnection connection, Mutant mutant) throws IOException {
        Answer answer = connection.answer();
        count(answer == null ? 0 : answer.status());
        if (answer != null && answer.status() >= 500) {
            assertThat(ROUTING).as(text(mutant) + "\n" + answer).anyMatch(answer.body()::contains);
        }
        return answer != null && !"close".equals(answer.header("connection"));
    }

    private void count(int status) {
        synchronized (statuses) {
            statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
        }
    }

    private static String text(Mutant mutant) {
        return new String(mutant.bytes(), StandardCharsets.ISO_8859_1);
    }

    /// What a gateway at rest costs.
    private record State(int threads, long heap, long direct, long files) {
        static State now() {
            System.gc();
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new State(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                            .mapToLong(BufferPoolMXBean::getMemoryUsed)
                            .sum(),
                    system.getOpenFileDescriptorCount());
        }
    }

    /// Waits until nothing runs and the threads of short work are gone.
    private static State settled(RunningGateway running, int threads) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        State now = State.now();
        while ((running.gateway().snapshot().inFlight() > 0
                        || running.gateway().ledger().openHolds() > 0
                        || now.threads() > threads)
                && System.nanoTime() < deadline) {
            now = State.now();
        }
        assertThat(running.gateway().snapshot().inFlight()).isZero();
        assertThat(running.gateway().ledger().openHolds()).isZero();
        return now;
    }

    private List<Request> seeds(RunningGateway running) throws IOException {
        String key = "Authorization: Bearer " + running.key("fuzz", null, null) + "\r\n";
        String token = Files.readString(folder.resolve("admin.token")).strip();
        String admin = "Authorization: Bearer " + token + "\r\n";
        List<Request> seeds = new ArrayList<>();
        for (String path :
                List.of(
                        "/v1/models",
                        "/v1/models/sandbox/echo",
                        "/v1/key",
                        "/api/usage/token",
                        "/v1/dashboard/billing/subscription",
                        "/api/status",
                        "/healthz",
                        "/metrics",
                        "/openapi.json",
                        "/v1/responses/resp_1")) {
            seeds.add(Request.of("GET", path, key, ""));
        }
        FuzzBodies.BY_PATH.forEach((path, bodies) ->
                bodies.forEach(body -> seeds.add(Request.of("POST", path, key + JSON, body))));
        FuzzBodies.MULTIPART.forEach(
                (path, body) -> seeds.add(Request.of("POST", path, key + FuzzBodies.FORM, body)));
        for (String path :
                List.of(
                        "keys",
                        "groups",
                        "models",
                        "accounts",
                        "providers",
                        "requests",
                        "ledger",
                        "status")) {
            seeds.add(Request.of("GET", "/api/admin/v1/" + path, admin, ""));
            seeds.add(
                    Request.of("POST", "/api/admin/v1/" + path, admin + JSON, "{\"name\":\"x\"}"));
        }
        return seeds;
    }
}
