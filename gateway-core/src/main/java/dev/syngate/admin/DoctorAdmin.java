package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.doctor.Check;
import dev.syngate.doctor.MachineChecks;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.listening.Place;
import dev.syngate.protocol.Json;
import dev.syngate.secrets.VaultKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks at everything that the gateway needs: its machine, its data, its ledger and its providers.
final class DoctorAdmin implements Resource {
    private static final JsonNode NOTHING = Json.MAPPER.createObjectNode();
    private final Path dataDir;
    private final ListeningSettings listening;
    private final LedgerVerifier verifier;
    private final Resource providers;
    private final VaultKey vaultKey;
    private final Supplier<JsonNode> status;

    DoctorAdmin(
            Path dataDir,
            ListeningSettings listening,
            LedgerVerifier verifier,
            Resource providers,
            VaultKey vaultKey,
            Supplier<JsonNode> status) {
        this.dataDir = dataDir;
        this.listening = listening;
        this.verifier = verifier;
        this.providers = providers;
        this.vaultKey = vaultKey;
        this.status = status;
    }

    @Override
    public JsonNode handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        if (!method.equals("GET") || !path.isEmpty()) {
            throw Resource.unknown(method);
        }
        List<Check> checks = checks(placeOf(query.get("port")));
        ObjectNode shown =
                Json.MAPPER
                        .createObjectNode()
                        .put("ok", checks.stream().noneMatch(c -> c.state() == Check.State.FAIL));
        ArrayNode list = shown.putArray("checks");
        checks.forEach(check -> list.add(check.json()));
        return shown;
    }

    /// @param port asked about in the place of the chosen one; null: none
    private Place placeOf(@Nullable String port) {
        Place chosen = listening.get();
        if (port == null) {
            return chosen;
        }
        try {
            return new Place(chosen.bind(), Integer.parseInt(port));
        } catch (IllegalArgumentException e) {
            throw RefusedException.field("port", "\"port\" is a number from 0 to 65535");
        }
    }

    private List<Check> checks(Place place) {
        List<Check> checks = new ArrayList<>();
        checks.add(MachineChecks.java());
        checks.addAll(MachineChecks.data(dataDir));
        JsonNode found = status.get().path("address");
        String address = found.isString() ? found.asString() : null;
        checks.add(MachineChecks.port(place, address));
        checks.add(
                Check.ok(
                        "store",
                        address == null
                                ? "opens; no gateway runs on it"
                                : "in use by the gateway at " + address));
        checks.add(ledger());
        boolean keychain = vaultKey.place() == VaultKey.Place.KEYCHAIN;
        String where = keychain ? "the system's keychain" : "a file of the data directory";
        checks.add(Check.ok("keys", "encrypted; their key is in " + where));
        for (JsonNode provider : providers.handle("GET", List.of(), Map.of(), null)) {
            checks.add(provider(provider));
        }
        return checks;
    }

    private Check ledger() {
        LedgerVerifier.Result found = verifier.verify();
        return found.difference() == null
                ? Check.ok("ledger", found.entries() + " entries add up")
                : Check.fail(
                        "ledger",
                        "it does not add up: " + found.difference(),
                        "keep a copy (syngate ledger export) and restore a backup");
    }

    private Check provider(JsonNode provider) {
        String named = provider.path("name").asString("");
        String name = "provider \"" + named + "\"";
        if (!provider.path("enabled").asBoolean(true)) {
            return Check.ok(name, "disabled, so it was not asked");
        }
        List<String> test = List.of(provider.path("id").asString(""), "test");
        JsonNode found = providers.handle("POST", test, Map.of(), NOTHING);
        String detail = found.path("detail").asString("");
        JsonNode steps = found.path("steps");
        if (found.path("ok").asBoolean(false)) {
            String money =
                    steps.valueStream()
                            .filter(step -> step.path("step").asString("").equals("balance"))
                            .map(step -> ", " + step.path("detail").asString(""))
                            .findFirst()
                            .orElse("");
            int listed = found.path("models").asInt(0);
            return Check.ok(
                    name, "answers, " + (money.isEmpty() ? detail : listed + " models" + money));
        }
        boolean onlyNoList =
                steps.path(steps.size() - 1).path("step").asString("").equals("models");
        return onlyNoList
                ? Check.warn(name, "answers, but lists no models", detail)
                : Check.fail(
                        name,
                        detail,
                        "or disable it: syngate provider set \"%s\" --disable".formatted(named));
    }
}
