package dev.syngate.app;

import dev.syngate.admin.Since;
import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.PathPart;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `syngate requests …`: what came through the gateway.
@Command(
        name = "requests",
        description = "Show the requests, the newest first.",
        subcommands = {
            RequestsCommand.Show.class,
            RequestsCommand.Running.class,
            RequestsCommand.Cancel.class,
            RequestsCommand.Replay.class
        })
final class RequestsCommand extends Branch {
    private static final long LOOK_EVERY = Duration.ofMillis(500).toNanos();

    @Option(
            names = "--follow",
            description =
                    "Go on showing new ones as they end, until Ctrl-C; with --json a document a line.")
    private boolean follow;

    @Option(
            names = "--filter",
            paramLabel = "TERMS",
            description = "Such as 'status:4xx tool:codex cost>0.01', as the window reads it.")
    private @Nullable String filter;

    @Option(names = "--key", paramLabel = "ID", description = "Only of the key of this id or name.")
    private @Nullable String key;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only of this model.")
    private @Nullable String model;

    @Option(names = "--status", description = "Such as 4xx or 502.", paramLabel = "STATUS")
    private @Nullable String status;

    @Option(
            names = "--since",
            description = "Such as 1h, 30d or 2026-10-31, a day here.",
            paramLabel = "WHEN")
    private @Nullable String since;

    @Override
    public void run() {
        Session session = program().session();
        if (follow) {
            follow(session, session.running());
            return;
        }
        session.show(
                "GET",
                "requests" + filtersSince(session.now()),
                Session.nothing(),
                list -> session.table().list(list, Columns.REQUESTS));
    }

    private Query filters() {
        return new Query()
                .add("filter", filter)
                .add("key", key)
                .add("model", model)
                .add("status", status);
    }

    private Query filtersSince(ZonedDateTime now) {
        return since == null
                ? filters()
                : filters().add("since", Since.parse(since, now).toString());
    }

    /// Prints what is there, the oldest first, then whatever ends, however long ago it arrived.
    private void follow(Session session, AdminClient admin) {
        Table.Rows rows = session.table().rows(Columns.REQUESTS);
        Consumer<JsonNode> show =
                session.json() ? session.terminal().out()::println : row -> rows.add(List.of(row));
        String position = ended(admin, null).path("position").asString();
        Set<String> known = new HashSet<>();
        String recent = "requests" + filtersSince(session.now());
        JsonNode list = admin.call("GET", recent, Session.nothing());
        for (JsonNode item : list.valueStream().toList().reversed()) {
            known.add(item.path("id").asString(""));
            show.accept(item);
        }
        while (!Thread.currentThread().isInterrupted()) {
            JsonNode more = ended(admin, position);
            position = more.path("position").asString();
            for (JsonNode item : more.path("requests")) {
                if (!known.remove(item.path("id").asString(""))) {
                    show.accept(item);
                }
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private JsonNode ended(AdminClient admin, @Nullable String position) {
        String path = "requests/ended" + filters().add("after", position);
        return admin.call("GET", path, Session.nothing());
    }

    /// A command about one request.
    abstract static class OfOne extends Leaf {
        @Parameters(paramLabel = "REQUEST_ID", description = "As syngate requests lists it.")
        private String id = "";

        final String id() {
            return PathPart.encoded(id);
        }
    }

    @Command(name = "show", description = "Show one request with its receipt.")
    static final class Show extends OfOne {
        @Option(names = "--bodies", description = "What was said in it, where that was kept.")
        private boolean bodies;

        @Override
        public void run() {
            Session session = session();
            if (bodies) {
                session.show(
                        "GET",
                        "requests/" + id() + "/bodies",
                        Session.nothing(),
                        kept -> print(session.terminal(), kept));
                return;
            }
            session.show(
                    "GET",
                    "requests/" + id(),
                    Session.nothing(),
                    item -> session.table().thing(item));
        }

        private static void print(Terminal terminal, JsonNode kept) {
            for (String side : List.of("request", "response")) {
                JsonNode body = kept.path(side);
                terminal.out()
                        .println(terminal.dim(side + ", " + body.path("content_type").asString()));
                terminal.out()
                        .println(body.path("text").asString(body.path("base64").asString("")));
                if (body.path("cut").asBoolean()) {
                    terminal.out().println(terminal.dim("… the rest was not kept"));
                }
            }
        }
    }

    @Command(name = "running", description = "Show the requests that run right now.")
    static final class Running extends Leaf {
        @Override
        public void run() {
            list("requests/running", Columns.RUNNING);
        }
    }

    @Command(name = "cancel", description = "Stop a request that runs.")
    static final class Cancel extends OfOne {
        @Override
        public void run() {
            one("DELETE", "requests/running/" + id(), Session.nothing());
        }
    }

    @Command(
            name = "replay",
            description =
                    "Send a request again whose body was kept; it is charged as any other, about what it cost before.")
    static final class Replay extends OfOne {
        @Option(
                names = "--key",
                description = "Only of the key of this id or name.",
                paramLabel = "KEY")
        private @Nullable String key;

        @Option(names = "--model", description = "Only of this model.", paramLabel = "MODEL")
        private @Nullable String model;

        @Override
        public void run() {
            Session session = session();
            JsonNode answer =
                    session.withAdmin(admin -> {
                        JsonNode before = admin.call("GET", "requests/" + id(), Session.nothing());
                        session.terminal()
                                .err()
                                .println(
                                        "The first time it cost "
                                                + before.path("cost").asString("an unknown sum")
                                                + " dollars.");
                        return admin.call(
                                "POST",
                                "requests/" + id() + "/replay",
                                new Body().text("key", key).text("model", model).json());
                    });
            session.show(answer, item -> session.table().thing(item));
        }
    }
}
