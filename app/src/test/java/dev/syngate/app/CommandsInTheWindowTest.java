package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Whatever the command line can do has its place in the window: which class, and the words in its
/// source that do it. What belongs to the terminal only says why.
class CommandsInTheWindowTest {
    private static final Path UI = Path.of("../ui/src/main/java/dev/syngate/ui");
    private static final String TERMINAL = "terminal: ";
    private static final String SERVE = TERMINAL + "the window is the same gateway";

    /// In an option's place: a field of a management call that the class sends.
    private static final Map<String, String> PLACES = places();

    private static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("serve", SERVE);
        places.put("status", "frame/GatewayPopover gateway.test");
        provider(places);
        models(places);
        people(places);
        traffic(places);
        data(places);
        return places;
    }

    private static void provider(Map<String, String> places) {
        places.put("provider list", "providers/ProvidersView providers");
        places.put("provider show", "providers/ProviderInspector providers.tab.connection");
        places.put("provider list --balance", "providers/ProviderInspector providers.step.");
        places.put("provider balance", "providers/ProviderInspector providers.step.");
        places.put("provider add", "providers/ProviderForm providers.form.preset");
        places.put("provider set", "providers/ProviderForm base_url");
        places.put("provider test", "providers/ProvidersView providers.check.now");
        places.put("provider tests", "providers/PastTests providers.past");
        places.put("provider test --model", TERMINAL + "the cheapest model is asked");
        places.put("provider test --yes", "providers/ProviderInspector providers.trial.now");
        places.put("provider test --key", "providers/ProviderKeys providers.keys.check");
        places.put("provider models", "providers/ProvidersView providers.fetch");
        places.put("provider models --add", "parts/PickList pick.all");
        places.put("provider models --except", "parts/PickList pick.none");
        places.put("provider forget", "providers/ProviderInspector providers.quirks.forget");
        places.put("provider remove", "providers/ProvidersView remove");
        places.put("provider key list", "providers/ProviderInspector providers.tab.keys");
        places.put("provider key add", "providers/ProviderKeys providers.keys.add");
        places.put("provider key set", "providers/ProviderKeyForm providers.keys.label");
        places.put("provider key pause", "providers/ProviderKeys pause");
        places.put("provider key resume", "providers/ProviderKeys resume");
        places.put("provider key remove", "providers/ProviderKeys providers.keys.remove");
        for (String verb : List.of("add", "set")) {
            String command = "provider " + verb + " ";
            places.put(command + "--api-key-stdin", "providers/ProviderForm api_key");
            places.put(command + "--api-key-env", "providers/ProviderForm api_key");
            places.put(command + "--models", "providers/ProvidersViewModel models");
            places.put(command + "--fetch-models", "providers/ProviderForm fetch_models");
            places.put(command + "--priority", "providers/ProviderForm priority");
            places.put(command + "--weight", "providers/ProviderForm weight");
            places.put(command + "--proxy", "providers/Connection proxy");
            places.put(command + "--proxy-env", "providers/Connection proxy");
            places.put(command + "--header", "providers/Connection headers");
            places.put(
                    command + "--client-certificate-password-env",
                    "providers/Connection client_certificate_password");
            for (String field :
                    List.of(
                            "connect-timeout",
                            "first-byte-timeout",
                            "silence-timeout",
                            "ca-file",
                            "query",
                            "key-header",
                            "client-certificate")) {
                places.put(
                        command + "--" + field, "providers/Connection " + field.replace('-', '_'));
            }
            prices(places, command);
            places.put("provider key " + verb + " --label", "providers/ProviderKeyForm label");
            places.put("provider key " + verb + " --weight", "providers/ProviderKeyForm weight");
            places.put(
                    "provider key " + verb + " --api-key-stdin",
                    "providers/ProviderKeyForm api_key");
            places.put(
                    "provider key " + verb + " --api-key-env", "providers/ProviderKeyForm api_key");
        }
        places.put("provider add --protocol", "providers/ProviderForm protocol");
        places.put("provider add --base-url", "providers/ProviderForm base_url");
        places.put("provider set --base-url", "providers/ProviderForm base_url");
        places.put("provider set --name", "providers/ProviderForm name");
        places.put("provider set --enable", "providers/ProvidersView resume");
        places.put("provider set --disable", "providers/ProvidersView pause");
    }

    private static void prices(Map<String, String> places, String command) {
        for (String field :
                List.of(
                        "input",
                        "output",
                        "cached-input",
                        "cache-write",
                        "cache-write-1h",
                        "reasoning",
                        "audio-input",
                        "audio-output",
                        "image-input",
                        "image-output",
                        "per-request",
                        "per-image",
                        "per-second",
                        "per-1m-characters",
                        "free")) {
            places.put(command + "--" + field, "parts/PriceFields " + field.replace('-', '_'));
        }
    }

    private static void models(Map<String, String> places) {
        places.put("model list", "models/ModelsView models");
        places.put("model show", "models/PriceHistorySheet models.prices.of");
        places.put("model set", "models/ModelForm id");
        prices(places, "model set ");
        places.put("model set --context", "models/ModelForm context");
        places.put("model set --alias", "models/ModelForm aliases");
        places.put("model set --route", "models/ModelForm routes");
        places.put("model set --max-output", "models/ModelForm max_output");
        places.put("model set --can", "models/ModelForm capabilities");
        places.put("model set --cannot", "models/ModelForm capabilities");
        places.put("model set --successor", "models/ModelForm successor");
        places.put("model set --valid-from", "parts/PriceFields valid_from");
        places.put("model set --valid-until", "parts/PriceFields valid_until");
        places.put("model set --enable", "models/ModelsView enable");
        places.put("model set --disable", "models/ModelsView disable");
        places.put("model import", "models/ImportForm models.import.apply");
        places.put("model import --dry-run", "models/ImportForm models.import.show");
        places.put("model import --section", "models/ImportForm section");
        places.put("model import --force", "models/ImportForm force");
        places.put("model import --overwrite", "models/ImportForm overwrite");
        places.put("model rename", "models/ModelsView models.rename");
        places.put("model resolve", "models/RulesForm models.rules.show");
        places.put("model resolve --key", "models/RulesForm key");
        places.put("model resolve --group", TERMINAL + "a key says its group too");
        places.put("model resolve --needs", "models/RulesForm needs");
        places.put("model map list", "models/RulesForm models.rules");
        places.put("model map add", "models/RulesForm models.rules.add");
        places.put("model map add --always", "models/RulesForm always");
        places.put("model map add --place", "models/RulesForm place");
        places.put("model map remove", "models/RulesForm remove");
        places.put("model fallback set", "models/ModelForm fallbacks");
        places.put("model fallback clear", "models/ModelForm fallbacks");
        places.put("model remove", "models/ModelsView remove");
    }

    private static void people(Map<String, String> places) {
        places.put("group list", "groups/GroupsView groups");
        places.put("group set", "groups/GroupForm name");
        for (String field : List.of("multiplier", "models", "providers", "local-only")) {
            places.put("group set --" + field, "groups/GroupForm " + field.replace('-', '_'));
        }
        places.put("group remove", "groups/GroupsView removed");
        places.put("account list", "balance/BalanceView balance");
        places.put("account add", "balance/BalanceView balance.new");
        places.put("account set", "balance/BalanceView balance.form.edit");
        for (String verb : List.of("add", "set")) {
            places.put("account " + verb + " --unlimited", "balance/AccountForm unlimited");
            places.put("account " + verb + " --prepaid", "balance/AccountForm prepaid");
            places.put("account " + verb + " --low-balance", "balance/AccountForm low_balance");
        }
        places.put("account set --name", "balance/AccountForm name");
        places.put("account topup", "balance/BalanceView balance.post");
        places.put("account topup --note", "balance/EntryForm note");
        places.put("account topup --trial", "balance/EntryForm trial");
        places.put("account adjust", "balance/EntryForm adjustment");
        places.put("account adjust --note", "balance/EntryForm note");
        places.put("account statement", "balance/BalanceView balance.statement");
        places.put("account statement --csv", "balance/BalanceView balance.csv");
        places.put("account statement --limit", TERMINAL + "the page shows the newest");
        places.put("account statement --before", TERMINAL + "the page shows the newest");
        places.put("account remove", "balance/BalanceView remove");
        places.put("key list", "keys/KeysView keys");
        places.put("key create", "keys/KeysView keys.new");
        places.put("key set", "keys/KeysView edit");
        for (String verb : List.of("create", "set")) {
            String command = "key " + verb + " --";
            places.put(command + "name", "keys/KeyForm keys.form.name");
            places.put(command + "account", "keys/KeyForm keys.form.account");
            places.put(command + "group", "keys/KeyForm keys.form.group");
            places.put(command + "expires", "keys/ExpiryChoice keys.form.expires");
            places.put(command + "quota", "keys/QuotaChoice keys.form.quota");
            places.put(command + "period", "keys/QuotaChoice period.");
            places.put(command + "models", "keys/Restrictions keys.form.models");
            places.put(command + "ips", "keys/Restrictions keys.form.networks");
            places.put(command + "rpm", "keys/Restrictions keys.form.rpm");
            places.put(command + "tpm", "keys/Restrictions keys.form.tpm");
            places.put(command + "concurrent", "keys/Restrictions keys.form.concurrent");
            places.put(command + "reasoning-style", "keys/ThoughtsChoice reasoning.");
        }
        places.put("key rotate", "keys/KeysView keys.rotate.");
        places.put("key rotate --grace", "keys/KeysView keys.rotate.");
        places.put("key limits", "keys/KeyInspector keys.tab.limits");
        places.put("key disable", "keys/KeysView disable");
        places.put("key enable", "keys/KeysView enable");
        places.put("key remove", "keys/KeysView remove");
    }

    private static void traffic(Map<String, String> places) {
        places.put("requests show", "requests/* bodies.summary");
        places.put("requests show --bodies", "requests/* bodies.raw");
        places.put("requests running", "requests/* requests.running");
        places.put("requests cancel", "requests/* requests.cancel");
        places.put("requests replay", "requests/* replay.send");
        places.put("requests replay --key", "requests/ReplayForm requests.column.key");
        places.put("requests replay --model", "requests/ReplayForm requests.column.model");
        places.put("bodies show", "requests/BodiesForm bodies.kept");
        places.put("bodies set", "requests/BodiesForm bodies.keep");
        places.put("bodies set --keep", "requests/BodiesForm bodies.keep");
        places.put("bodies set --key", "requests/BodiesForm bodies.keys");
        places.put("bodies set --kib", "requests/BodiesForm bodies.kib");
        places.put("bodies set --days", "requests/BodiesForm bodies.days");
        places.put("bodies set --mib", "requests/BodiesForm bodies.mib");
        places.put("bodies clear", "requests/BodiesForm bodies.clear");
        places.put("bodies clear --yes", "requests/BodiesForm bodies.clear.sure");
        places.put("usage", "usage/* page.usage");
        places.put("usage --by", "usage/* usage.by.");
        places.put("usage --since", "usage/* usage.range.");
        places.put("usage --until", "usage/* usage.range.");
        places.put("usage --csv", "usage/UsagePage usage.csv");
        places.put("chat", "chat/Composer send");
        places.put("chat --model", "chat/ParametersPane parameters.model");
        places.put("chat --group", "chat/ParametersPane parameters.pays");
    }

    private static void data(Map<String, String> places) {
        places.put("ledger verify", "balance/BalanceView balance.verify");
        places.put("ledger export", "balance/BalanceView balance.export");
        places.put("ledger export --account", "balance/BalanceView balance.csv");
        places.put("ledger export --csv", "balance/LedgerFile position");
        places.put("backup create", "settings/BackupSettings settings.backup.now");
        places.put("backup create --force", "settings/BackupForm force");
        places.put("backup create --passphrase-stdin", "settings/BackupForm passphrase");
        places.put("backup create --passphrase-env", "settings/BackupForm passphrase");
        places.put("backup restore", "settings/BackupSettings settings.restore");
        places.put(
                "backup restore --passphrase-stdin", "settings/RestoreSheet settings.passphrase");
        places.put("backup restore --passphrase-env", "settings/RestoreSheet settings.passphrase");
        places.put("backup verify", "settings/BackupSettings settings.verify");
        places.put("backup list", "settings/BackupSettings settings.backups.none");
        places.put("settings show", "settings/SettingsView page.settings");
        places.put("settings set", "settings/SettingsView settings.section.");
        places.put("settings set --port", "settings/ServerSettings port");
        places.put("settings set --bind", "settings/ServerSettings bind");
        for (String field :
                List.of(
                        "retention-days",
                        "retention-records",
                        "response-days",
                        "responses-kept",
                        "responses-mib",
                        "largest-response-mib")) {
            places.put(
                    "settings set --" + field,
                    "settings/RecordSettings " + field.replace('-', '_'));
        }
        places.put(
                "settings set --sticky-conversations", "settings/RoutingRows sticky_conversations");
        places.put("settings set --hedge-after", "settings/RoutingRows hedge_after_ms");
        places.put("settings set --probes", "settings/RoutingRows probes");
        places.put("settings set --start-at-login", "settings/ProgramSettings start_at_login");
        places.put("settings set --start-hidden", "settings/ProgramSettings start_hidden");
        places.put("settings set --keep-running", "settings/ProgramSettings keep_running");
        places.put("settings set --check-updates", "settings/ProgramSettings check_updates");
        places.put("settings set --update-url", "settings/UpdateSourceForm settings.source.url");
        places.put("settings set --update-key", "settings/UpdateSourceForm update_key");
        places.put("settings set --proxy", "settings/NetworkSettings proxy");
        places.put("settings set --proxy-env", "settings/NetworkSettings proxy");
        places.put("settings set --ca-file", "settings/NetworkSettings ca_file");
        places.put("settings set --secret-store", "settings/NetworkSettings secret_store");
        places.put("settings set --daily-backups", "settings/ScheduleRows daily_backups");
        places.put("settings set --backups-kept", "settings/ScheduleRows backups_kept");
        places.put("settings set --backup-hour", "settings/ScheduleRows backup_hour");
        places.put("update", "settings/ProgramSettings settings.updates.now");
        places.put("doctor", "settings/DoctorSettings doctor.check");
        places.put("doctor --port", "settings/ServerSettings port");
        places.put("doctor --report", "settings/ProgramSettings report");
        for (String verb : List.of("install", "uninstall", "status")) {
            places.put("service " + verb, TERMINAL + "for machines without a screen");
        }
        places.put("rehearse", TERMINAL + "a step of the build");
        places.put("rehearse --without-window", TERMINAL + "a step of the build");
    }

    private static Stream<String> namesOf(String before, CommandLine line) {
        String name = before + line.getCommandName();
        if (!line.getSubcommands().isEmpty()) {
            return line.getSubcommands().values().stream().flatMap(sub -> namesOf(name + " ", sub));
        }
        return Stream.concat(
                Stream.of(name),
                line.getCommandSpec().options().stream()
                        .filter(option -> !option.inherited())
                        .map(OptionSpec::longestName)
                        .map(option -> name + " " + option));
    }

    @Test
    void everyCommandAndOptionHasItsPlaceOrAReasonToHaveNone() {
        Set<String> commands = new TreeSet<>();
        CommandLineInterface.COMMANDS.forEach(
                command -> namesOf("", new CommandLine(command)).forEach(commands::add));
        commands.removeIf(name -> name.startsWith("serve --"));
        Set<String> placed = PLACES.keySet();
        assertThat(commands).as("without a place").allMatch(placed::contains);
        assertThat(placed).as("of no command").allMatch(commands::contains);
    }

    @Test
    void everyPlaceHoldsTheWordsThatDoIt() {
        List<String> lost =
                PLACES.entrySet().stream()
                        .filter(place -> !place.getValue().startsWith(TERMINAL))
                        .filter(place -> !isThere(place.getValue().split(" ", 2)))
                        .map(Map.Entry::toString)
                        .toList();
        assertThat(lost).isEmpty();
    }

    private static boolean isThere(String... place) {
        return source(place[0]).contains('"' + place[1]);
    }

    /// Of one class, or of all in a room.
    private static String source(String place) {
        Path file = UI.resolve(place + ".java");
        try {
            if (!place.endsWith("*")) {
                return Files.exists(file) ? Files.readString(file) : "";
            }
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.list(UI.resolve(place.replace("/*", "")))) {
                for (Path one : files.toList()) {
                    all.append(Files.readString(one));
                }
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
