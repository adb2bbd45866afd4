package dev.syngate.app;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Installation;
import dev.syngate.listening.Place;
import dev.syngate.protocol.Json;
import dev.syngate.ui.Desktop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The program once through: a gateway that serves, commands that talk to it, calls to the sandbox
/// and over a provider, and the window where one can be shown. It ends with the process.
final class Rehearsal {
    private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int CALLS = 40;
    private static final int CALLS_SHOWN = 4;
    private static final long BETWEEN_LOOKS = 20_000_000;
    private static final String KEY_VARIABLE = "REHEARSAL_KEY";

    /// What a start with a real display loads first; this one has none.
    private static final List<String> OF_DISPLAYS =
            Stream.of(
                            "GtkApplication",
                            "GtkClipboardDelegate",
                            "GtkCursor",
                            "GtkDnDClipboard",
                            "GtkPixels",
                            "GtkPlatformFactory",
                            "GtkRobot",
                            "GtkSystemClipboard",
                            "GtkTimer",
                            "GtkView",
                            "GtkWindow")
                    .map("com.sun.glass.ui.gtk."::concat)
                    .toList();

    private final Session session;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Rehearsal(Session session) {
        this.session = session;
    }

    /// Serves, and calls what is served as clients do: models of the sandbox, and of a provider,
    /// which is another gateway.
    void answerRequests() {
        Path front = session.dataDir().resolve("front");
        Path back = session.dataDir().resolve("back");
        String frontAddress = serve(front);
        String backAddress = serve(back);
        run(back, "", "status");
        run(back, "", "chat", "--model", "sandbox/reasoner", "Hello");
        run(
                front,
                createKey(back),
                "provider",
                "add",
                "back",
                "--protocol",
                "openai-chat",
                "--base-url",
                backAddress + "/v1",
                "--api-key-env",
                KEY_VARIABLE,
                "--models",
                "sandbox/echo");
        String secret = createKey(front);
        List<CompletableFuture<?>> calls =
                IntStream.range(0, CALLS)
                        .<CompletableFuture<?>>mapToObj(i -> call(frontAddress, secret, i))
                        .toList();
        calls.forEach(CompletableFuture::join);
    }

    private String serve(Path dataDir) {
        Thread.ofPlatform().daemon().start(() -> run(dataDir, "", "serve", "--port", "0"));
        RemoteAdmin found = RemoteAdmin.find(dataDir);
        while (found == null) {
            LockSupport.parkNanos(BETWEEN_LOOKS);
            found = RemoteAdmin.find(dataDir);
        }
        return found.address();
    }

    private String createKey(Path dataDir) {
        String answer = run(dataDir, "", "key", "create", "--name", "rehearsal", "--json");
        return Json.MAPPER.readTree(answer).path("secret").asString("");
    }

    /// @param secret what the command finds in its environment
    private String run(Path dataDir, String secret, String... words) {
        StringWriter out = new StringWriter();
        Terminal terminal =
                new Terminal(
                        Session.NOWHERE.in(),
                        new PrintWriter(out, true),
                        session.terminal().err(),
                        false,
                        false,
                        Map.of(KEY_VARIABLE, secret));
        String[] all =
                Stream.concat(Stream.of(words), Stream.of("--data-dir", dataDir.toString()))
                        .toArray(String[]::new);
        CommandLineInterface.run(all, terminal, session.clock());
        return out.toString();
    }

    private CompletableFuture<?> call(String address, String secret, int number) {
        boolean thinks = number % 4 == 0;
        String body =
                """
                {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Hello"}]}\
                """
                        .formatted(thinks ? "sandbox/reasoner" : "sandbox/echo", number % 3 > 0);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /// Shows every page, where a window can be shown, with something in its list.
    void showWindow() {
        OF_DISPLAYS.forEach(Rehearsal::load);
        Path folder = session.dataDir().resolve("window");
        Gateway gateway =
                session.open(GatewaySettings.of(folder).listeningOn(Place.DEFAULT.bind(), 0));
        gateway.start();
        if (gateway.state() instanceof GatewayState.Running running) {
            String secret = createKey(folder);
            for (int i = 0; i < CALLS_SHOWN; i++) {
                call(running.address(), secret, i).join();
            }
        }
        try {
            Desktop.open(
                            new Installation(gateway, GatewaySettings.of(folder), session.clock()),
                            session.clock(),
                            session.clock().getZone(),
                            false,
                            () -> {})
                    .tour();
        } catch (RuntimeException | LinkageError e) {
            session.terminal().err().println("rehearsed without a window: " + e.getMessage());
        }
    }

    private static void load(String name) {
        try {
            Class<?> loaded = Class.forName(name, false, Rehearsal.class.getClassLoader());
            LOG.log(System.Logger.Level.DEBUG, "rehearsed {0}", loaded);
        } catch (ClassNotFoundException e) {
            LOG.log(System.Logger.Level.DEBUG, "another system", e);
        }
    }
}
