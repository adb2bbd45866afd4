package dev.syngate.app;

import dev.syngate.admin.Span;
import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `syngate requests …`: what came through the gateway.
@Command(
        name = "requests",
        description = "Show the requests, the newest first.",
        subcommands = RequestsCommand.Show.class)
final class RequestsCommand extends Branch {
    private static final long LOOK_EVERY = Duration.ofMillis(500).toNanos();

    @Option(names = "--follow", description = "Go on showing new ones as they end.")
    private boolean follow;

    @Option(names = "--key", paramLabel = "ID")
    private @Nullable String key;

    @Option(names = "--model")
    private @Nullable String model;

    @Option(names = "--status", description = "Such as 4xx or 502.")
    private @Nullable String status;

    @Option(names = "--since", description = "Such as 1h or 30d.")
    private @Nullable String since;

    @Override
    public void run() {
        Session session = program().session();
        String path = "requests" + query(session.clock().instant());
        if (!follow) {
            session.show(
                    "GET",
                    path,
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.REQUESTS));
            return;
        }
        session.withAdmin(admin -> follow(session, admin, path));
    }

    private String query(Instant now) {
        List<String> parts = new ArrayList<>();
        add(parts, "key", key);
        add(parts, "model", model);
        add(parts, "status", status);
        if (since != null) {
            parts.add("since=" + now.minus(Span.parse(since)));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, @Nullable String value) {
        if (value != null) {
            parts.add(name + "=" + Body.part(value));
        }
    }

    private static boolean follow(Session session, AdminClient admin, String path) {
        Set<String> seen = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            for (JsonNode item : admin.call("GET", path, Session.nothing())) {
                if (seen.add(item.path("id").asString(""))) {
                    session.terminal().out().println(item);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        return true;
    }

    @Command(name = "show", description = "Show one request with its receipt.")
    static final class Show extends Leaf {
        @Parameters(paramLabel = "REQUEST_ID")
        private String id = "";

        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "requests/" + Body.part(id),
                    Session.nothing(),
                    item -> Table.print(session.terminal(), item));
        }
    }
}
