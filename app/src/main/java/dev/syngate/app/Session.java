package dev.syngate.app;

import dev.syngate.call.RefusedException;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.Keychain;
import dev.syngate.secrets.SystemKeychain;
import dev.syngate.store.NewerStoreException;
import dev.syngate.store.RecordFormException;
import dev.syngate.store.StoreInUseException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run of a command: its terminal, its data directory, and the gateway of that directory,
/// wherever it runs.
///
/// @param clock tells also whose days dates mean
record Session(Terminal terminal, Clock clock, Path dataDir, boolean json) {
    static final Terminal NOWHERE =
            new Terminal(
                    InputStream.nullInputStream(),
                    new PrintWriter(PrintWriter.nullWriter()),
                    new PrintWriter(PrintWriter.nullWriter()),
                    false,
                    false,
                    Map.of());

    /// Works with the running gateway of the data directory, or opens the directory for as long as
    /// the work takes.
    <T> T withAdmin(Function<AdminClient, T> work) {
        AdminClient remote = RemoteAdmin.find(dataDir);
        if (remote != null) {
            return work.apply(remote);
        }
        try (Gateway gateway = open(GatewaySettings.of(dataDir))) {
            return work.apply(new LocalAdmin(gateway));
        }
    }

    /// The gateway that runs on the data directory.
    AdminClient running() {
        AdminClient remote = RemoteAdmin.find(dataDir);
        if (remote == null) {
            throw new CommandFailed("no gateway runs on " + dataDir + "; syngate serve starts one");
        }
        return remote;
    }

    /// The time, in the zone whose days dates mean.
    ZonedDateTime now() {
        return clock.instant().atZone(clock.getZone());
    }

    /// The system's keychain, unless the environment says to leave it alone.
    Keychain keychain() {
        return "off".equals(terminal.environment().get("SYNGATE_KEYCHAIN"))
                ? Keychain.none()
                : new SystemKeychain();
    }

    Gateway open(GatewaySettings settings) {
        try {
            return Gateway.open(settings.in(clock.getZone()).with(keychain()), clock);
        } catch (StoreInUseException e) {
            throw new CommandFailed(whoHasIt(RemoteAdmin.find(dataDir)));
        } catch (NewerStoreException | RecordFormException | RefusedException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    /// How answers are shown to a person.
    Table table() {
        return new Table(terminal, clock.getZone());
    }

    private String whoHasIt(@Nullable RemoteAdmin running) {
        if (running == null && OneWindow.isKnown(dataDir)) {
            return "the window of Syngate has the data directory "
                    + dataDir
                    + " open, but its gateway is paused or does not answer: open Syngate and resume"
                    + " it";
        }
        if (running == null) {
            return "another Syngate has the data directory "
                    + dataDir
                    + " open but does not answer; stop it first";
        }
        return ServiceCommands.isRunning(this)
                ? "Syngate serves already, as a service, at "
                        + running.address()
                        + "; end that with \"syngate service uninstall\" and open the window again:"
                        + " its settings can start it at login"
                : "Syngate serves already"
                        + (OneWindow.isKnown(dataDir) ? " at " : ", without a window, at ")
                        + running.address()
                        + "; stop it first";
    }

    /// Asks the management API and prints the answer: as JSON, or as the table shows it.
    void show(String method, String path, JsonNode body, Consumer<JsonNode> table) {
        show(withAdmin(admin -> admin.call(method, path, body)), table);
    }

    void show(JsonNode answer, Consumer<JsonNode> table) {
        if (json) {
            terminal.out().println(answer);
        } else {
            table.accept(answer);
        }
    }

    static JsonNode nothing() {
        return Json.MAPPER.getNodeFactory().nullNode();
    }
}
