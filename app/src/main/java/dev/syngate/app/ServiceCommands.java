package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.call.RefusedException;
import dev.syngate.desktop.Launcher;
import dev.syngate.desktop.UserService;
import dev.syngate.protocol.Json;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ObjectNode;

/// `syngate service …`: the gateway as a service of its user, for machines without a screen.
@Command(
        name = "service",
        description = "Serve without a window from the start of this machine on.",
        subcommands = {
            ServiceCommands.Install.class,
            ServiceCommands.Uninstall.class,
            ServiceCommands.Status.class
        })
final class ServiceCommands extends Branch {
    private static UserService service(Session session) {
        return UserService.of(
                Launcher.ofThisProcess(),
                session.dataDir(),
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                session.terminal().environment());
    }

    /// Whether a service of this user runs right now.
    static boolean isRunning(Session session) {
        try {
            return service(session).state().running();
        } catch (RefusedException e) {
            return false;
        }
    }

    /// A command about the service, which shows at its end how it stands.
    abstract static class OfService extends Leaf {
        abstract void change(UserService service);

        @Override
        public final void run() {
            Session session = session();
            UserService service = service(session);
            change(service);
            UserService.State state = service.state();
            ObjectNode shown =
                    Json.MAPPER
                            .createObjectNode()
                            .put("installed", state.installed())
                            .put("running", state.running())
                            .put("file", service.file().toString())
                            .put("advice", state.installed() ? service.advice() : null);
            session.show(shown, all -> session.table().thing(all));
        }
    }

    @Command(name = "install", description = "Write the service, start it now and at every start.")
    static final class Install extends OfService {
        @Override
        void change(UserService service) {
            service.install();
        }
    }

    @Command(name = "uninstall", description = "Stop the service and take it away; data stays.")
    static final class Uninstall extends OfService {
        @Override
        void change(UserService service) {
            service.uninstall();
        }
    }

    @Command(name = "status", description = "Tell whether the service is there and runs.")
    static final class Status extends OfService {
        @Override
        void change(UserService service) {}
    }
}
