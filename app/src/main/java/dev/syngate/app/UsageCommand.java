package dev.syngate.app;

import dev.syngate.admin.Since;
import dev.syngate.app.CommandLineInterface.Leaf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate usage`: what was used, read from sums, however many requests there were.
@Command(name = "usage", description = "Show requests, tokens and cost, summed.")
final class UsageCommand extends Leaf {
    @Option(
            names = "--by",
            defaultValue = "model",
            description = "model, key, group, account, provider or day")
    private String by = "";

    @Option(
            names = "--since",
            defaultValue = "30d",
            description = "Such as 12h, 30d or 2026-10-31, a day here.")
    private String since = "";

    @Override
    public void run() {
        Session session = session();
        session.show(
                "GET",
                "usage?by="
                        + Body.part(by)
                        + "&since="
                        + Body.part(Since.parse(since, session.now()).toString()),
                Session.nothing(),
                list -> Table.print(session.terminal(), list, Columns.usage(by)));
    }
}
