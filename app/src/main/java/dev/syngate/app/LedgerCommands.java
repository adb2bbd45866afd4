package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `syngate ledger …`.
@Command(
        name = "ledger",
        description = "Check the books, or take them elsewhere.",
        subcommands = {LedgerCommands.Verify.class, LedgerCommands.Export.class})
final class LedgerCommands extends Branch {
    @Command(name = "verify", description = "Compute every amount and balance again.")
    static final class Verify extends Leaf {
        @Override
        public void run() {
            Session session = session();
            JsonNode found =
                    session.withAdmin(
                            admin -> admin.call("GET", "ledger/verify", Session.nothing()));
            session.show(found, result -> session.table().thing(result));
            if (!found.path("ok").asBoolean(false)) {
                throw new CommandFailed(
                        "the ledger does not add up: " + found.path("difference").asString(""));
            }
        }
    }

    @Command(
            name = "export",
            description =
                    "Print all entries as a JSON array, account by account, the oldest first.")
    static final class Export extends Leaf {
        private static final int PAGE = 1000;

        @Option(names = "--account", paramLabel = "NAME", description = "Only of this account.")
        private @Nullable String account;

        @Option(names = "--csv", description = "Print comma-separated values (RFC 4180) instead.")
        private boolean csv;

        @Override
        public void run() {
            Session session = session();
            PrintWriter out = session.terminal().out();
            session.withAdmin(admin -> csv ? exportCsv(admin, out) : exportJson(admin, out));
        }

        private boolean exportCsv(AdminClient admin, PrintWriter out) {
            forEach(admin, new Csv(out, Columns.ENTRY_FIELDS)::add);
            return true;
        }

        private boolean exportJson(AdminClient admin, PrintWriter out) {
            String[] between = {"["};
            forEach(
                    admin,
                    entry -> {
                        ((ObjectNode) entry).remove("position");
                        out.print(between[0] + "\n" + entry);
                        between[0] = ",";
                    });
            out.println(between[0].equals("[") ? "[]" : "\n]");
            return true;
        }

        /// Asks page by page, so that no process ever holds more than one of them.
        private void forEach(AdminClient admin, Consumer<JsonNode> use) {
            String after = null;
            JsonNode page;
            do {
                Query query =
                        new Query()
                                .add("limit", String.valueOf(PAGE))
                                .add("account", account)
                                .add("after", after);
                page = admin.call("GET", "ledger" + query, Session.nothing());
                for (JsonNode entry : page) {
                    after = entry.path("position").asString("");
                    use.accept(entry);
                }
            } while (page.size() == PAGE);
        }
    }
}
