package dev.syngate.ui;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.requestlog.RandomRequests;
import dev.syngate.requestlog.RequestRecord;
import dev.syngate.ui.fx.Background;
import dev.syngate.usage.Books;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/// Prints how long the window takes to open Requests for the first time, and to filter, with a
/// million of them. `benchmarks/requests` runs it as people start the program: in a new JVM with
/// the start-up cache.
final class RequestsFigures {
    private static final int REQUESTS = Integer.getInteger("requests", 1_000_000);
    private static final int AT_A_TIME = 10_000;
    private static final Duration RANGE = Duration.ofDays(45);
    private static final long LOOKING_AROUND = Long.getLong("seconds.before", 3) * 1_000_000_000L;
    private static final List<String> FILTERS =
            List.of("status:5xx", "status:402", "model:model-7", "cost>0.29", "");

    private final SyngateWindow window;
    private ObservableList<?> rows = FXCollections.emptyObservableList();
    private boolean found;

    private RequestsFigures(SyngateWindow window) {
        this.window = window;
    }

    /// @param args `fill` or `open`, and the data directory
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Locale.setDefault(Locale.ENGLISH);
        if (args[0].equals("fill")) {
            fill(folder);
        } else {
            open(folder);
        }
        System.exit(0);
    }

    private static void fill(Path folder) {
        InstantSource clock = InstantSource.system();
        Gateway.open(GatewaySettings.of(folder), clock).close();
        RandomRequests random = new RandomRequests(1);
        Instant now = clock.instant();
        ArrayDeque<CompletableFuture<?>> open = new ArrayDeque<>();
        try (Books books = Books.open(folder.resolve("store"), clock, ZoneId.systemDefault())) {
            for (int i = 0; i < REQUESTS; i++) {
                Instant time = now.minus(RANGE.multipliedBy(REQUESTS - i).dividedBy(REQUESTS));
                RequestRecord item = random.next(time, books.account());
                open.add(books.settle(item));
                if (open.size() > AT_A_TIME) {
                    open.remove().join();
                }
            }
            open.forEach(CompletableFuture::join);
            books.requests().digest();
        }
    }

    private static void open(Path folder) throws Exception {
        Files.writeString(folder.resolve("window.properties"), "welcomed=true\npage=overview\n");
        InstantSource clock = InstantSource.system();
        Gateway gateway =
                Gateway.open(GatewaySettings.of(folder).listeningOn("127.0.0.1", 0), clock);
        gateway.start();
        CompletableFuture<RequestsFigures> shown = new CompletableFuture<>();
        Toolkit.run(() -> {
            SyngateWindow made =
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
            made.show(stage, () -> {});
            made.prepareSoon();
            shown.complete(new RequestsFigures(made));
        });
        RequestsFigures figures = shown.join();
        LockSupport.parkNanos(LOOKING_AROUND);
        figures.measure();
    }

    private void measure() throws InterruptedException {
        print("Requests opened for the first time", time(() -> open("requests")));
        for (String filter : FILTERS) {
            print("filter `" + filter + "`", time(() -> window.content().open("requests", filter)));
        }
        time(() -> open("keys"));
        print("Requests opened once more", time(() -> open("requests")));
    }

    private void open(String page) {
        window.content().open(page);
        if (page.equals("requests") && rows.isEmpty()) {
            rows = ((TableView<?>) window.scene().lookup(".request-table")).getItems();
            rows.addListener((ListChangeListener<Object>) change -> found = true);
        }
        found = !page.equals("requests") || !rows.isEmpty();
    }

    private static void print(String what, long nanos) {
        System.out.printf("| %s | %d ms |%n", what, nanos / 1_000_000);
    }

    /// From what a person does to the frame that is drawn after the search is over.
    private long time(Runnable event) throws InterruptedException {
        CountDownLatch drawn = new CountDownLatch(1);
        long[] took = {0};
        Platform.runLater(() -> {
            long began = System.nanoTime();
            found = false;
            event.run();
            // a frame begins when the one before it is drawn
            int[] frames = {0};
            Runnable[] look = {() -> {}};
            look[0] =
                    () -> {
                        boolean there = found && !isSearching();
                        if (there && frames[0]++ > 0) {
                            took[0] = System.nanoTime() - began;
                            window.scene().removePostLayoutPulseListener(look[0]);
                            drawn.countDown();
                        } else {
                            Platform.requestNextPulse();
                        }
                    };
            window.scene().addPostLayoutPulseListener(look[0]);
            Platform.requestNextPulse();
        });
        if (!drawn.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not drawn in time");
        }
        return took[0];
    }

    private boolean isSearching() {
        return window.scene().getRoot().lookupAll(".page-foot .label").stream()
                .anyMatch(label -> ((Label) label).getText().startsWith("Searching before"));
    }
}
