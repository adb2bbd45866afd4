package dev.syngate.ui;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.ui.fx.Background;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.stage.Stage;

/// Prints, minute by minute, what the program holds while Requests is open and calls come in at a
/// pace. `benchmarks/live` runs it; the calls come from a process of their own.
final class LiveFigures {
    private static final int A_SECOND = Integer.getInteger("calls.a.second", 100);
    private static final int MINUTES = Integer.getInteger("minutes", 10);
    private static final int AT_ONCE = 64;
    private static final String MODEL = "sandbox/echo";

    private LiveFigures() {}

    /// @param args `watch` and a data directory, or `call`, an address and a key
    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        if (args[0].equals("watch")) {
            watch(Path.of(args[1]));
        } else {
            call(args[1], args[2]);
        }
        System.exit(0);
    }

    private static void watch(Path folder) throws Exception {
        Files.writeString(folder.resolve("window.properties"), "welcomed=true\npage=requests\n");
        InstantSource clock = InstantSource.system();
        Gateway gateway =
                Gateway.open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), clock);
        gateway.start();
        ApiKey.Limits none = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        String secret =
                gateway.keys()
                        .create(
                                new KeyDraft(
                                        "load", Account.LOCAL, Group.STANDARD, null, null, none))
                        .secret();
        show(gateway, folder, clock);
        String address = ((GatewayState.Running) gateway.state()).address();
        Process caller =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-Dcalls.a.second=" + A_SECOND,
                                "-cp",
                                System.getProperty("java.class.path"),
                                LiveFigures.class.getName(),
                                "call",
                                address,
                                secret)
                        .inheritIO()
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(caller::destroy));
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int minute = 0; minute <= MINUTES; minute++) {
            System.gc();
            System.out.printf(
                    "| %d min | %d calls | heap after collection %.1f MB | other memory of the JVM %.1f MB |%n",
                    minute,
                    gateway.snapshot().requestsToday(),
                    memory.getHeapMemoryUsage().getUsed() / 1048576.0,
                    memory.getNonHeapMemoryUsage().getUsed() / 1048576.0);
            TimeUnit.MINUTES.sleep(minute < MINUTES ? 1 : 0);
        }
    }

    private static void show(Gateway gateway, Path folder, InstantSource clock)
            throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(1);
        Toolkit.run(() -> {
            SyngateWindow window =
                    new SyngateWindow(
                            gateway,
                            folder,
                            clock,
                            ZoneId.systemDefault(),
                            Background.live(),
                            link -> {});
            Stage stage = new Stage();
            stage.setWidth(1280);
            stage.setHeight(800);
            window.show(stage, () -> {});
            window.content().open("requests");
            shown.countDown();
        });
        shown.await();
    }

    /// Calls at the pace, later ones not after earlier ones.
    private static void call(String address, String secret) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .timeout(Duration.ofSeconds(30))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                                                .formatted(MODEL)))
                        .build();
        AtomicLong failed = new AtomicLong();
        Semaphore free = new Semaphore(AT_ONCE);
        long from = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long number = 0; number < 60L * MINUTES * A_SECOND; number++) {
                long due = from + number * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                free.acquire();
                threads.execute(() -> {
                    try {
                        int status = client.send(request, BodyHandlers.discarding()).statusCode();
                        failed.addAndGet(status == 200 ? 0 : 1);
                    } catch (java.io.IOException | InterruptedException e) {
                        failed.incrementAndGet();
                    } finally {
                        free.release();
                    }
                });
            }
        }
        System.out.printf("| failed | %d |%n", failed.get());
    }
}
