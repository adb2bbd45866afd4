package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import org.jspecify.annotations.Nullable;
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
            AccountCommands.SetMode.class,
            AccountCommands.TopUp.class,
            AccountCommands.Adjust.class,
            AccountCommands.Statement.class
        })
final class AccountCommands extends Branch {
    @Command(name = "list", description = "Show the accounts.")
    static final class ListAll extends Leaf {
        @Override
        public void run() {
            Session session = session();
            session.show(
                    "GET",
                    "accounts",
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.ACCOUNTS));
        }
    }

    @Command(name = "add", description = "Add an account, prepaid unless said otherwise.")
    static final class Add extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--unlimited", description = "Spending is counted and never refused.")
        private boolean unlimited;

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body().text("name", name).text("mode", unlimited ? "unlimited" : "prepaid");
            session.show(
                    "POST",
                    "accounts",
                    body.json(),
                    account -> Table.print(session.terminal(), account));
        }
    }

    @Command(name = "set", description = "Make an account prepaid or unlimited.")
    static final class SetMode extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @picocli.CommandLine.ArgGroup(multiplicity = "1")
        private Mode mode = new Mode();

        static final class Mode {
            @Option(names = "--unlimited", required = true)
            private boolean unlimited;

            @Option(names = "--prepaid", required = true)
            private boolean prepaid;
        }

        @Override
        public void run() {
            Session session = session();
            Body body =
                    new Body()
                            .text(
                                    "mode",
                                    mode.unlimited && !mode.prepaid ? "unlimited" : "prepaid");
            session.show(
                    "PATCH",
                    "accounts/" + Body.part(name),
                    body.json(),
                    account -> Table.print(session.terminal(), account));
        }
    }

    /// An entry that a person makes.
    abstract static class Posting extends Leaf {
        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Dollars, such as 10.00")
        private String amount = "";

        @Option(names = "--note")
        private @Nullable String note;

        final void post(String kind) {
            Session session = session();
            Body body = new Body().text("kind", kind).text("amount", amount).text("note", note);
            String path = "accounts/" + Body.part(name) + "/entries";
            session.show(
                    "POST", path, body.json(), entry -> Table.print(session.terminal(), entry));
        }
    }

    @Command(name = "topup", description = "Add balance.")
    static final class TopUp extends Posting {
        @Option(names = "--trial", description = "Book it as trial credit.")
        private boolean trial;

        @Override
        public void run() {
            post(trial ? "trial_credit" : "top_up");
        }
    }

    @Command(name = "adjust", description = "Correct the balance, up or down.")
    static final class Adjust extends Posting {
        @Override
        public void run() {
            post("adjustment");
        }
    }

    @Command(name = "statement", description = "Show what was booked, the newest first.")
    static final class Statement extends Leaf {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        public void run() {
            Session session = session();
            String path = "accounts/" + Body.part(name) + "/entries";
            session.show(
                    "GET",
                    path,
                    Session.nothing(),
                    list -> Table.print(session.terminal(), list, Columns.STATEMENT));
        }
    }
}
