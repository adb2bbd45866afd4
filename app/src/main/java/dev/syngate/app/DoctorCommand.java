package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.diagnostics.DiagnosticsReport;
import dev.syngate.doctor.Check;
import dev.syngate.doctor.MachineChecks;
import dev.syngate.gateway.Gateway;
import dev.syngate.listening.Place;
import dev.syngate.protocol.Json;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `syngate doctor`: looks at everything that Syngate needs, and says what to do.
@Command(
        name = "doctor",
        description = "Check what Syngate needs: its data, its port, Java, providers and ledger.")
final class DoctorCommand extends Leaf {
    @Option(names = "--port", paramLabel = "PORT", description = "The port to serve at.")
    private @Nullable Integer port;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a .zip for whoever helps you: these checks, settings, logs.")
    private String report = "";

    @Override
    public void run() {
        Session session = session();
        Place wanted = wanted();
        List<Check> checks = checks(session, wanted);
        if (!report.isEmpty()) {
            writeReport(session, checks);
        }
        show(session, checks);
        long failed = checks.stream().filter(c -> c.state() == Check.State.FAIL).count();
        if (failed > 0) {
            throw new CommandFailed(failed == 1 ? "1 check failed" : failed + " checks failed");
        }
    }

    /// Where the gateway is to serve.
    private Place wanted() {
        Place usual = Place.DEFAULT;
        try {
            return new Place(usual.bind(), port == null ? usual.port() : port);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private List<Check> checks(Session session, Place wanted) {
        String path = port == null ? "doctor" : "doctor?port=" + port;
        try {
            return session.withAdmin(admin -> admin.call("GET", path, Session.nothing()))
                    .path("checks")
                    .valueStream()
                    .map(Check::of)
                    .toList();
        } catch (CommandFailed e) {
            return without(
                    session, wanted, String.valueOf(e.getMessage()), "then run this check again");
        } catch (RuntimeException e) {
            return without(
                    session,
                    wanted,
                    "it can't be opened: " + e.getMessage(),
                    "restore a backup: syngate backup list");
        }
    }

    /// What can be seen without the store.
    private static List<Check> without(
            Session session, Place wanted, String trouble, String advice) {
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java());
        checks.addAll(MachineChecks.data(session.dataDir()));
        checks.add(MachineChecks.port(wanted, null));
        checks.add(Check.fail("store", trouble, advice));
        return checks;
    }

    /// By the gateway, or without it where its data can't be opened.
    private void writeReport(Session session, List<Check> checks) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        checks.forEach(check -> list.add(check.json()));
        try {
            Path file = Path.of(report).toAbsolutePath();
            ObjectNode body = new Body().text("file", file.toString()).json().set("checks", list);
            try {
                session.withAdmin(admin -> admin.call("POST", "diagnostics", body));
            } catch (CommandFailed e) {
                new DiagnosticsReport(session.dataDir(), Gateway.VERSION)
                        .write(file, Map.of("checks.json", list.toPrettyString()));
            }
        } catch (IOException | InvalidPathException e) {
            throw new CommandFailed("the report can't be written: " + e.getMessage());
        }
    }

    private static void show(Session session, List<Check> checks) {
        boolean ok = checks.stream().noneMatch(c -> c.state() == Check.State.FAIL);
        ObjectNode shown = Json.MAPPER.createObjectNode().put("ok", ok);
        ArrayNode list = shown.putArray("checks");
        checks.forEach(check -> list.add(check.json()));
        session.show(
                shown,
                all -> checks.forEach(check -> session.terminal().out().println(check.line())));
    }
}
