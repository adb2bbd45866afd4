package dev.syngate.app;

import dev.syngate.admin.Since;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.PathPart;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `syngate usage`: what was used, read from sums, however many requests there were.
@Command(name = "usage", description = "Show requests, tokens and cost, summed.")
final class UsageCommand extends Leaf {
    @Option(
            names = "--by",
            defaultValue = "model",
            description = "model, key, group, account, provider or day; usually model.",
            paramLabel = "WHAT")
    private String by = "";

    @Option(
            names = "--since",
            defaultValue = "30d",
            description = "Such as 12h, 30d or 2026-10-31, a day here.",
            paramLabel = "WHEN")
    private String since = "";

    @Option(
            names = "--until",
            description = "A day such as 2026-11-20, which no longer counts; none: until now.",
            paramLabel = "DAY")
    private String until = "";

    @Option(names = "--csv", description = "Print comma-separated values (RFC 4180).")
    private boolean csv;

    @Override
    public void run() {
        Session session = session();
        session.show(
                "GET",
                "usage?by="
                        + PathPart.encoded(by)
                        + "&since="
                        + PathPart.encoded(Since.parse(since, session.now()).toString())
                        + (until.isEmpty() ? "" : "&until=" + PathPart.encoded(until)),
                Session.nothing(),
                list -> print(session, list));
    }

    private void print(Session session, JsonNode list) {
        if (csv) {
            Csv table = new Csv(session.terminal().out(), List.copyOf(Columns.usage(by).values()));
            list.forEach(table::add);
        } else {
            session.table().list(list, Columns.usage(by));
        }
    }
}
