package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `syngate account …`.
@Command(
        name = "account",
        description = "Accounts and their money.",
        subcommands = {
            AccountCommands.ListAll.class,
            AccountCommands.Add.class,
            AccountCommands.SetOne.class,
            AccountCommands.TopUp.class,
            AccountCommands.Adjust.class,
            AccountCommands.Statement.class,
            AccountCommands.Remove.class
        })
final class AccountCommands extends Branch {
    @Command(name = "list", description = "Show the accounts.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            list("accounts", Columns.ACCOUNTS);
        }
    }

    /// Whether spending is refused when the balance is used up.
    static final class Mode {
        @Option(names = "--unlimited", description = "Spending is counted and never refused.")
        private boolean unlimited;

        @Option(names = "--prepaid", description = "Spending is refused without balance.")
        private boolean prepaid;

        @Nullable String name() {
            return unlimited ? "unlimited" : prepaid ? "prepaid" : null;
        }
    }

    /// A command about one account.
    abstract static class OfOne extends Leaf {
        @Parameters(index = "0", paramLabel = "NAME", description = "The account's name or id.")
        private String name = "";

        final String name() {
            return name;
        }

        final String path() {
            return Body.path("accounts", name);
        }
    }

    /// A command that says what an account is like.
    abstract static class Describing extends OfOne {
        @ArgGroup private Mode mode = new Mode();

        @Option(
                names = "--low-balance",
                paramLabel = "AMOUNT",
                description = "Call it low below so many dollars, or none.")
        private @Nullable String lowBalance;

        final void describe(String method, String path, @Nullable String newName) {
            Body body =
                    new Body()
                            .text("name", newName)
                            .text("mode", mode.name())
                            .text("low_balance", lowBalance);
            one(method, path, body.json());
        }
    }

    @Command(name = "add", description = "Add an account, prepaid unless said otherwise.")
    static final class Add extends Describing {
        @Override
        public void run() {
            describe("POST", "accounts", name());
        }
    }

    @Command(name = "set", description = "Change an account; only what is given changes.")
    static final class SetOne extends Describing {
        @Option(names = "--name", description = "A new name.", paramLabel = "NAME")
        private @Nullable String newName;

        @Override
        public void run() {
            describe("PATCH", path(), newName);
        }
    }

    /// An entry that a person makes.
    abstract static class Posting extends OfOne {
        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Dollars, such as 10.00")
        private String amount = "";

        final void post(String kind, @Nullable String note) {
            Body body = new Body().text("kind", kind).text("amount", amount).text("note", note);
            one("POST", path() + "/entries", body.json());
        }
    }

    @Command(name = "topup", description = "Add balance.")
    static final class TopUp extends Posting {
        @Option(names = "--note", paramLabel = "TEXT", description = "What it is for.")
        private @Nullable String note;

        @Option(names = "--trial", description = "Book it as trial credit.")
        private boolean trial;

        @Override
        public void run() {
            post(trial ? "trial_credit" : "top_up", note);
        }
    }

    @Command(name = "adjust", description = "Correct the balance, up or down.")
    static final class Adjust extends Posting {
        @Option(names = "--note", required = true, description = "Why.", paramLabel = "TEXT")
        private String note = "";

        @Override
        public void run() {
            post("adjustment", note);
        }
    }

    @Command(
            name = "statement",
            description = "Show what was booked and the balance after it, the newest first.")
    static final class Statement extends OfOne {
        @Option(
                names = "--limit",
                paramLabel = "N",
                description = "How many entries, 1 to 10000; usually 1000.")
        private @Nullable String limit;

        @Option(
                names = "--before",
                paramLabel = "ID",
                description = "Only entries that are older than this one.")
        private @Nullable String before;

        @Option(names = "--csv", description = "Print comma-separated values (RFC 4180).")
        private boolean csv;

        @Override
        public void run() {
            String path =
                    path() + "/entries" + new Query().add("limit", limit).add("before", before);
            if (!csv) {
                list(path, Columns.STATEMENT);
                return;
            }
            Session session = session();
            session.withAdmin(admin -> {
                Csv table = new Csv(session.terminal().out(), Columns.ENTRY_FIELDS);
                admin.call("GET", path, Session.nothing()).forEach(table::add);
                return true;
            });
        }
    }

    @Command(name = "remove", description = "Remove an account without keys and money.")
    static final class Remove extends OfOne {
        @Override
        public void run() {
            one("DELETE", path(), Session.nothing());
        }
    }
}
