package dev.syngate.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What only the gateway itself can tell: whether the store opens, the ledger adds up, and the
/// providers answer.
final class GatewayChecks {
    private GatewayChecks() {}

    /// @param running the gateway that runs on the data directory; null: none, so it is opened
    static List<Check> of(Session session, @Nullable RemoteAdmin running) {
        try {
            return running != null ? through(running) : session.withAdmin(GatewayChecks::through);
        } catch (CommandFailed e) {
            return List.of(
                    Check.fail(
                            "store", String.valueOf(e.getMessage()), "then run this check again"));
        } catch (RuntimeException e) {
            return List.of(
                    Check.fail(
                            "store",
                            "it can't be opened: " + e.getMessage(),
                            "restore a backup: syngate backup list"));
        }
    }

    private static List<Check> through(AdminClient admin) {
        List<Check> checks = new ArrayList<>();
        checks.add(store(admin));
        checks.add(ledger(admin.call("GET", "ledger/verify", Session.nothing())));
        for (JsonNode provider : admin.call("GET", "providers", Session.nothing())) {
            checks.add(provider(admin, provider));
        }
        return checks;
    }

    private static Check store(AdminClient admin) {
        return switch (admin) {
            case RemoteAdmin remote ->
                    Check.ok("store", "in use by the gateway at " + remote.address());
            case LocalAdmin local -> Check.ok("store", "opens; no gateway runs on it");
        };
    }

    private static Check ledger(JsonNode found) {
        return found.path("ok").asBoolean(false)
                ? Check.ok("ledger", "%d entries add up".formatted(found.path("entries").asLong(0)))
                : Check.fail(
                        "ledger",
                        "it does not add up: " + found.path("difference").asString(""),
                        "keep a copy (syngate ledger export) and restore a backup");
    }

    private static Check provider(AdminClient admin, JsonNode provider) {
        String name = "provider \"" + provider.path("name").asString("") + "\"";
        if (!provider.path("enabled").asBoolean(true)) {
            return Check.ok(name, "disabled, so it was not asked");
        }
        String path = Body.path("providers", provider.path("id").asString("")) + "/test";
        JsonNode found = admin.call("POST", path, Session.nothing());
        String detail = found.path("detail").asString("");
        if (found.path("ok").asBoolean(false)) {
            return Check.ok(name, "answers, " + detail);
        }
        boolean onlyNoList = found.path("steps").path(2).isObject();
        return onlyNoList
                ? Check.warn(name, "answers, but lists no models", detail)
                : Check.fail(
                        name,
                        detail,
                        "or disable it: syngate provider set \"%s\" --disable"
                                .formatted(provider.path("name").asString("")));
    }
}
