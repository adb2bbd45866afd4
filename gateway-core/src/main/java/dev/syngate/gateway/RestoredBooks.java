package dev.syngate.gateway;

import dev.syngate.admin.AdminReply;
import dev.syngate.backup.RestoreCheck;
import dev.syngate.call.RefusedException;
import dev.syngate.secrets.Keychain;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Opens a restored data directory once and computes its ledger anew.
public final class RestoredBooks implements RestoreCheck {
    private final InstantSource clock;
    private final Keychain keychain;

    public RestoredBooks(InstantSource clock, Keychain keychain) {
        this.clock = clock;
        this.keychain = keychain;
    }

    @Override
    public List<String> check(Path folder) {
        AdminReply found;
        List<String> keysNeeded;
        try (Gateway gateway = Gateway.open(GatewaySettings.of(folder).with(keychain), clock)) {
            keysNeeded = gateway.providers().withLostSecrets();
            found = gateway.admin().handle("GET", List.of("ledger", "verify"), Map.of(), null);
        } catch (RuntimeException e) {
            throw RefusedException.conflict("the backup's data can't be opened: " + e.getMessage());
        }
        if (!found.body().path("ok").asBoolean(false)) {
            throw RefusedException.conflict(
                    "the backup's ledger does not add up: "
                            + found.body().path("difference").asString(""));
        }
        return keysNeeded;
    }
}
