package dev.syngate.gateway;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.http.ListenerSettings;
import dev.syngate.provider.Timeouts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A gateway that listens on a free port, for tests that talk to it byte by byte.
public final class RunningGateway implements AutoCloseable {
    private final Gateway gateway;
    private final int port;

    public RunningGateway(Path folder) {
        this(folder, settings -> settings);
    }

    public RunningGateway(Path folder, UnaryOperator<ListenerSettings> how) {
        this(folder, how, Timeouts.USUAL, InstantSource.system());
    }

    /// @param timeouts how long providers are waited for
    public RunningGateway(Path folder, Timeouts timeouts, InstantSource clock) {
        this(folder, settings -> settings, timeouts, clock);
    }

    private RunningGateway(
            Path folder,
            UnaryOperator<ListenerSettings> how,
            Timeouts timeouts,
            InstantSource clock) {
        ListenerSettings listener = how.apply(ListenerSettings.of("127.0.0.1", 0));
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listening(listener).waiting(timeouts), clock);
        // tests set the clock as they like: nobody asks providers but they
        gateway.management().patch(Map.of("probes", "off"), "settings");
        if (!(gateway.start() instanceof GatewayState.Running running)) {
            throw new IllegalStateException(gateway.state().toString());
        }
        port = URI.create(running.address()).getPort();
    }

    public Gateway gateway() {
        return gateway;
    }

    public int port() {
        return port;
    }

    /// Creates a key of the local account and returns its secret.
    public String key(String name, @Nullable Integer rpm, @Nullable Integer tpm) {
        return keyOf(name, Account.LOCAL, new ApiKey.Limits(List.of(), List.of(), rpm, tpm, null));
    }

    public String keyOf(String name, String account, ApiKey.Limits limits) {
        return gateway.keys()
                .create(new KeyDraft(name, account, Group.STANDARD, null, null, limits))
                .secret();
    }

    public RawConnection connect() throws IOException {
        return new RawConnection("127.0.0.1", port);
    }

    /// Sends one request on a connection of its own.
    public RawConnection.@Nullable Answer ask(String request) throws IOException {
        try (RawConnection connection = connect()) {
            return connection.send(request).answer();
        }
    }

    /// A request without a body.
    public static String get(String path, String... headers) {
        return head("GET", path, headers) + "\r\n";
    }

    /// A chat completion.
    public static String chat(String secret, String body, String... headers) {
        return head("POST", "/v1/chat/completions", headers)
                + "Authorization: Bearer "
                + secret
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (java.util.Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: localhost\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /// The body of a chat completion.
    public static String question(String model, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                .formatted(model, stream);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
