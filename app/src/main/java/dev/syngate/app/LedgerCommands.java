package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `syngate ledger …`.
@Command(
        name = "ledger",
        description = "Check the books.",
        subcommands = LedgerCommands.Verify.class)
final class LedgerCommands extends Branch {
    @Command(name = "verify", description = "Compute every amount and balance again.")
    static final class Verify extends Leaf {
        @Override
        public void run() {
            Session session = session();
            JsonNode found =
                    session.withAdmin(
                            admin -> admin.call("GET", "ledger/verify", Session.nothing()));
            session.show(found, result -> Table.print(session.terminal(), result));
            if (!found.path("ok").asBoolean(false)) {
                throw new CommandFailed(
                        "the ledger does not add up: " + found.path("difference").asString(""));
            }
        }
    }
}
