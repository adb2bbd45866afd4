package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.doctor.Check;
import dev.syngate.doctor.MachineChecks;
import dev.syngate.listening.Place;
import dev.syngate.protocol.Json;
import java.util.ArrayList;
import java.util.List;
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

    @Override
    public void run() {
        Session session = session();
        List<Check> checks = checks(session);
        show(session, checks);
        long failed = checks.stream().filter(c -> c.state() == Check.State.FAIL).count();
        if (failed > 0) {
            throw new CommandFailed(failed == 1 ? "1 check failed" : failed + " checks failed");
        }
    }

    private List<Check> checks(Session session) {
        String path = port == null ? "doctor" : "doctor?port=" + port;
        try {
            return session.withAdmin(admin -> admin.call("GET", path, Session.nothing()))
                    .path("checks")
                    .valueStream()
                    .map(Check::of)
                    .toList();
        } catch (CommandFailed e) {
            return without(session, String.valueOf(e.getMessage()), "then run this check again");
        } catch (RuntimeException e) {
            return without(
                    session,
                    "it can't be opened: " + e.getMessage(),
                    "restore a backup: syngate backup list");
        }
    }

    /// What can be seen without the store.
    private List<Check> without(Session session, String trouble, String advice) {
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java());
        checks.addAll(MachineChecks.data(session.dataDir()));
        Place usual = Place.DEFAULT;
        checks.add(
                MachineChecks.port(
                        new Place(usual.bind(), port == null ? usual.port() : port), null));
        checks.add(Check.fail("store", trouble, advice));
        return checks;
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
