package dev.syngate.gateway;

import dev.syngate.backup.Restore;
import dev.syngate.call.RefusedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The gateway of a data directory for as long as this process lives: the one that is open now, and
/// another one after a backup was restored. Safe for any thread.
public final class Installation implements AutoCloseable {
    private final GatewaySettings settings;
    private final InstantSource clock;
    private volatile Gateway gateway;

    /// @param gateway that of the settings, open
    public Installation(Gateway gateway, GatewaySettings settings, InstantSource clock) {
        this.gateway = gateway;
        this.settings = settings;
        this.clock = clock;
    }

    /// What came of a restore. The gateway that was open before is closed either way.
    ///
    /// @param gateway the one that is open now, of the backup's data or of the old
    /// @param keptAside where the data is now that was there before; null: nothing was replaced
    /// @param keysNeeded the providers that need their keys again, by their names
    /// @param trouble why the backup could not be restored; null: it was
    public record Outcome(
            Gateway gateway,
            @Nullable Path keptAside,
            List<String> keysNeeded,
            @Nullable String trouble) {}

    public Gateway gateway() {
        return gateway;
    }

    public Path dataDir() {
        return settings.dataDir();
    }

    /// Lets running calls end, puts the backup in the place of the data, and opens the gateway
    /// again.
    ///
    /// @param passphrase that the backup was made with; null: none
    public synchronized Outcome restore(Path backup, @Nullable String passphrase) {
        gateway.close();
        Path aside = null;
        List<String> keysNeeded = List.of();
        String trouble = null;
        try {
            Restore restore =
                    new Restore(
                            settings.dataDir(),
                            clock,
                            new RestoredBooks(clock, settings.keychain()));
            Restore.Restored restored = restore.from(backup, passphrase);
            aside = restored.keptAside();
            keysNeeded = restored.keysNeeded();
        } catch (RefusedException e) {
            trouble = String.valueOf(e.getMessage());
        } finally {
            gateway = Gateway.open(settings, clock);
            gateway.start();
        }
        return new Outcome(gateway, aside, keysNeeded, trouble);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
