package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
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
    private int port = GatewaySettings.DEFAULT_PORT;

    @Override
    public void run() {
        Session session = session();
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java());
        checks.addAll(MachineChecks.data(session.dataDir()));
        RemoteAdmin running = RemoteAdmin.find(session.dataDir());
        checks.add(MachineChecks.port(port, running));
        checks.addAll(GatewayChecks.of(session, running));
        show(session, checks);
        long failed = checks.stream().filter(c -> c.state() == Check.State.FAIL).count();
        if (failed > 0) {
            throw new CommandFailed(failed == 1 ? "1 check failed" : failed + " checks failed");
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
