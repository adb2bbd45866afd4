package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `syngate status`.
@Command(name = "status", description = "Show where the gateway listens and what it did today.")
final class StatusCommand extends Leaf {
    @Override
    public void run() {
        Session session = session();
        session.show("GET", "status", Session.nothing(), status -> print(session, status));
    }

    private static void print(Session session, JsonNode status) {
        if (status.path("address").isNull()) {
            session.terminal().out().println("No gateway runs here; syngate serve starts it.");
        }
        session.table().thing(status);
    }
}
