package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `syngate update`: asks once whether there is a newer version, and shows what changed.
@Command(
        name = "update",
        description = "Look for a newer version and show its changes; installs nothing.")
final class UpdateCommand extends Leaf {
    @Override
    public void run() {
        Session session = session();
        session.show("POST", "updates", Session.nothing(), found -> tell(session, found));
    }

    private static void tell(Session session, JsonNode found) {
        if (!found.path("state").asString("").equals("newer")) {
            session.terminal().out().println("This is the newest version.");
            return;
        }
        session.terminal()
                .out()
                .println(
                        "Version %s is there: %s"
                                .formatted(
                                        found.path("version").asString(""),
                                        found.path("page").asString("")));
        for (JsonNode change : found.path("changes")) {
            session.terminal().out().println("- " + change.asString(""));
        }
    }
}
