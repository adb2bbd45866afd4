package dev.syngate.app;

import dev.syngate.admin.Since;
import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashSet;
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

    @Option(names = "--since", description = "Such as 1h, 30d or 2026-10-31, a day here.")
    private @Nullable String since;

    @Override
    public void run() {
        Session session = program().session();
        if (follow) {
            session.withAdmin(admin -> follow(session, admin));
            return;
        }
        session.show(
                "GET",
                "requests" + filtersSince(session.now()),
                Session.nothing(),
                list -> Table.print(session.terminal(), list, Columns.REQUESTS));
    }

    private Query filters() {
        return new Query().add("key", key).add("model", model).add("status", status);
    }

    private Query filtersSince(ZonedDateTime now) {
        return since == null
                ? filters()
                : filters().add("since", Since.parse(since, now).toString());
    }

    /// Prints what is there, the oldest first, then whatever ends, however long ago it arrived.
    private boolean follow(Session session, AdminClient admin) {
        String position = ended(admin, null).path("position").asString();
        Set<String> known = new HashSet<>();
        String recent = "requests" + filtersSince(session.now());
        JsonNode list = admin.call("GET", recent, Session.nothing());
        for (JsonNode item : list.valueStream().toList().reversed()) {
            known.add(item.path("id").asString(""));
            session.terminal().out().println(item);
        }
        while (!Thread.currentThread().isInterrupted()) {
            JsonNode more = ended(admin, position);
            position = more.path("position").asString();
            for (JsonNode item : more.path("requests")) {
                if (!known.remove(item.path("id").asString(""))) {
                    session.terminal().out().println(item);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        return true;
    }

    private JsonNode ended(AdminClient admin, @Nullable String position) {
        String path = "requests/ended" + filters().add("after", position);
        return admin.call("GET", path, Session.nothing());
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
