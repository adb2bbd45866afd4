package dev.syngate.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients that call a gateway until it is gone, streamed and whole, and a person who tops up an
/// account and makes backups meanwhile; and what all of them have seen.
final class LoadedClients {
    private static final int CLIENTS = 40;
    private static final String BODY =
            "{\"model\":\"%s\",\"stream\":%s,\"max_tokens\":%d,\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String token;
    private final CountDownLatch enough;
    private final Set<String> complete = ConcurrentHashMap.newKeySet();
    private final Map<String, String> costs = new ConcurrentHashMap<>();
    private final Set<String> topUps = ConcurrentHashMap.newKeySet();
    private List<CompletableFuture<Void>> running = List.of();

    /// @param token of the management API
    /// @param enough counts what was seen complete
    LoadedClients(String address, String token, CountDownLatch enough) {
        this.address = address;
        this.token = token;
        this.enough = enough;
    }

    /// The ids of the requests whose answer was seen complete.
    Set<String> complete() {
        return complete;
    }

    /// What whole answers said that they cost, by request id.
    Map<String, String> costs() {
        return costs;
    }

    /// The notes of the top-ups that were answered.
    Set<String> topUps() {
        return topUps;
    }

    /// @param secrets of the keys that are used in turn
    /// @param account the one that is topped up
    /// @param backup the file that backups go to
    void start(List<String> secrets, String account, String backup) {
        Stream<Loop> callers =
                IntStream.range(0, CLIENTS)
                        .mapToObj(i -> turn -> call(secrets.get(i % secrets.size()), i + turn));
        Loop person = turn -> topUp(account);
        Loop keeper = turn -> backUp(backup);
        running =
                Stream.concat(callers, Stream.of(person, keeper))
                        .map(LoadedClients::untilKilled)
                        .toList();
    }

    void join() {
        running.forEach(CompletableFuture::join);
    }

    private interface Loop {
        void run(int turn) throws IOException, InterruptedException;
    }

    private static CompletableFuture<Void> untilKilled(Loop loop) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        for (int turn = 0; ; turn++) {
                            loop.run(turn);
                        }
                    } catch (IOException e) {
                        // The process was killed, as the test wants.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                Thread::startVirtualThread);
    }

    private void call(String secret, int turn) throws IOException, InterruptedException {
        boolean stream = turn % 3 != 0;
        String model = turn % 5 == 0 ? "sandbox/reasoner" : "sandbox/echo";
        HttpResponse<String> answer =
                post("/v1/chat/completions", secret, BODY.formatted(model, stream, 4 + turn % 9));
        boolean ended =
                stream ? answer.body().endsWith("data: [DONE]\n\n") : answer.statusCode() == 200;
        if (ended) {
            String id = answer.headers().firstValue("x-request-id").orElseThrow();
            answer.headers().firstValue("x-syngate-cost").ifPresent(cost -> costs.put(id, cost));
            complete.add(id);
            enough.countDown();
        }
    }

    private void topUp(String account) throws IOException, InterruptedException {
        String note = "top-up " + java.util.UUID.randomUUID();
        String body =
                "{\"kind\":\"top_up\",\"amount\":\"0.00001\",\"note\":\"%s\"}".formatted(note);
        if (post("/api/admin/v1/accounts/" + account + "/entries", token, body).statusCode()
                == 200) {
            topUps.add(note);
            enough.countDown();
        }
    }

    private void backUp(String file) throws IOException, InterruptedException {
        post("/api/admin/v1/backups", token, "{\"file\":\"%s\",\"force\":true}".formatted(file));
    }

    private HttpResponse<String> post(String path, String bearer, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Authorization", "Bearer " + bearer)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
