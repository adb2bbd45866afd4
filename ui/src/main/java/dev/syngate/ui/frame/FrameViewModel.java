package dev.syngate.ui.frame;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySnapshot;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Management;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.fx.Poll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the frame shows of the gateway.
public final class FrameViewModel {
    private static final int LOOKS_PER_TRY = 20;
    private static final int LOOKS_PER_NEWS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final List<String> NAMED = List.of("providers", "groups", "keys");

    /// Something that has a name and a page.
    ///
    /// @param page where it is shown by its name
    record Thing(String page, String name) {}

    private final Gateway gateway;
    private final Management management;
    private final Background background;
    private final ReadOnlyObjectWrapper<GatewaySnapshot> snapshot;
    private final Poll<GatewaySnapshot> poll;
    private final ReadOnlyObjectWrapper<@Nullable NewVersion> newVersion =
            new ReadOnlyObjectWrapper<>();
    private int looks;

    public FrameViewModel(Gateway gateway, Background background) {
        this.gateway = gateway;
        this.management = gateway.management();
        this.background = background;
        snapshot = new ReadOnlyObjectWrapper<>(gateway.snapshot());
        poll = new Poll<>(background, gateway::snapshot, snapshot::set, failure -> {});
    }

    /// The gateway as it was seen last.
    public ReadOnlyObjectProperty<GatewaySnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /// Looks again, unless it still waits for the last look; tries a place again where it could not
    /// listen.
    public void refresh() {
        poll.ask();
        GatewayState state = snapshot.get().state();
        boolean hindered =
                state instanceof GatewayState.PortTaken || state instanceof GatewayState.Failed;
        if (++looks % LOOKS_PER_NEWS == 0) {
            background.run(
                    () -> NewVersion.in(management.get("updates")),
                    found -> newVersion.set(found.orElse(null)),
                    failure -> {});
        }
        if (hindered && looks % LOOKS_PER_TRY == 0) {
            resume();
        }
    }

    /// A newer version that was found, where a person wants to know; null: none is known.
    ReadOnlyObjectProperty<@Nullable NewVersion> newVersionProperty() {
        return newVersion.getReadOnlyProperty();
    }

    /// Stops listening; running calls end first.
    public void pause() {
        change(gateway::pause, () -> {});
    }

    /// Listens again, or tries to.
    public void resume() {
        change(gateway::start, () -> {});
    }

    /// Listens at the next free port, from now on.
    public void useAnotherPort() {
        change(gateway::moveToFreePort, () -> {});
    }

    /// Listens elsewhere, from now on.
    ///
    /// @param done runs when it is known what came of it
    public void move(String bind, int port, Runnable done) {
        change(() -> gateway.move(bind, port), done);
    }

    private void change(Runnable how, Runnable done) {
        background.run(
                () -> {
                    how.run();
                    return gateway.snapshot();
                },
                now -> {
                    snapshot.set(now);
                    done.run();
                },
                failure -> done.run());
    }

    /// Whether other computers may call.
    boolean isShared() {
        String bind = gateway.bind();
        return !bind.startsWith("127.") && !bind.equals("::1");
    }

    /// The base URLs of other computers; none while only this one may call.
    List<String> networkAddresses() {
        List<String> urls = new ArrayList<>();
        if (!isShared() || !(snapshot.get().state() instanceof GatewayState.Running running)) {
            return urls;
        }
        int port = URI.create(running.address()).getPort();
        InetAddress chosen = InetAddress.ofLiteral(gateway.bind());
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                    .filter(one -> chosen.isAnyLocalAddress() || chosen.equals(one))
                    .forEach(
                            one -> urls.add("http://" + one.getHostAddress() + ":" + port + "/v1"));
        } catch (SocketException e) {
            // A machine that does not tell its addresses has none to show.
        }
        return urls;
    }

    /// Asks the gateway over its own address whether it answers.
    ///
    /// @param answered is given the nanoseconds that it took
    void test(Consumer<Long> answered, Consumer<String> failed) {
        String base = baseUrl();
        background.run(
                () -> ask(base),
                answered,
                failure -> failed.accept(String.valueOf(failure.getMessage())));
    }

    private static long ask(String base) {
        if (base.isEmpty()) {
            throw new IllegalStateException("it does not listen");
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base).resolve("/api/status"))
                        .timeout(PATIENCE)
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .build()) {
            // The first call pays for the connection.
            client.send(request, BodyHandlers.discarding());
            long start = System.nanoTime();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
            return System.nanoTime() - start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("it was interrupted", e);
        }
    }

    /// Hands over everything that can be gone to by its name.
    void things(Consumer<List<Thing>> found) {
        Supplier<List<Thing>> read =
                () -> {
                    List<Thing> all = new ArrayList<>();
                    NAMED.forEach(noun -> add(all, noun, management.get(noun), "name"));
                    add(all, "balance", management.get("accounts"), "name");
                    add(all, "models", management.get("models"), "id");
                    return all;
                };
        background.run(read, found, failure -> {});
    }

    private static void add(List<Thing> all, String page, JsonNode list, String field) {
        list.forEach(one -> all.add(new Thing(page, one.path(field).asString(""))));
    }

    /// The base URL that clients are given; empty while the gateway does not run.
    public String baseUrl() {
        return snapshot.get().state() instanceof GatewayState.Running running
                ? running.baseUrl()
                : "";
    }
}
