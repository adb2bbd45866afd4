package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import picocli.CommandLine.Command;

/// `syngate status`.
@Command(name = "status", description = "Show where the gateway listens and what it did today.")
final class StatusCommand extends Leaf {
    @Override
    public void run() {
        Session session = session();
        session.show(
                "GET",
                "status",
                Session.nothing(),
                status -> Table.print(session.terminal(), status));
    }
}
