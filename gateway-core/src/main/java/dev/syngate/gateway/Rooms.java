package dev.syngate.gateway;

import dev.syngate.access.AccessControl;
import dev.syngate.access.ApiKeys;
import dev.syngate.access.Groups;
import dev.syngate.access.KeyGuesses;
import dev.syngate.access.RateLimiter;
import dev.syngate.admin.AdminApi;
import dev.syngate.admin.AdminToken;
import dev.syngate.admin.LedgerVerifier;
import dev.syngate.backup.BackupSchedule;
import dev.syngate.backup.Backups;
import dev.syngate.backup.DailyBackups;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.PriceBook;
import dev.syngate.bodies.BodyLog;
import dev.syngate.call.RequestIds;
import dev.syngate.catalogue.Bundled;
import dev.syngate.catalogue.ModelFetch;
import dev.syngate.catalogue.ModelImport;
import dev.syngate.codec.Memory;
import dev.syngate.desktop.DesktopSettings;
import dev.syngate.desktop.Launcher;
import dev.syngate.desktop.LoginStart;
import dev.syngate.diagnostics.DiagnosticsReport;
import dev.syngate.history.ChatPresets;
import dev.syngate.history.Conversations;
import dev.syngate.http.Endpoints;
import dev.syngate.http.KeyPaths;
import dev.syngate.http.ManagementPaths;
import dev.syngate.http.ModelPaths;
import dev.syngate.http.StatusPaths;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.listening.Place;
import dev.syngate.metrics.Metrics;
import dev.syngate.pipeline.Background;
import dev.syngate.pipeline.Cashier;
import dev.syngate.pipeline.FollowUps;
import dev.syngate.pipeline.ModelTrial;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.Relay;
import dev.syngate.pipeline.Replay;
import dev.syngate.pipeline.RunningCalls;
import dev.syngate.pipeline.SettledCall;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Checklist;
import dev.syngate.provider.NetworkSettings;
import dev.syngate.provider.ProbeHistory;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.provider.Upstreams;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.retention.RetentionSettings;
import dev.syngate.retention.RetentionSweep;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Models;
import dev.syngate.routing.Probes;
import dev.syngate.routing.Router;
import dev.syngate.routing.RoutingSettings;
import dev.syngate.seals.KeptSeals;
import dev.syngate.secrets.PrivateFile;
import dev.syngate.secrets.Sealing;
import dev.syngate.secrets.SecretVault;
import dev.syngate.secrets.VaultKey;
import dev.syngate.store.Store;
import dev.syngate.updates.UpdateCheck;
import dev.syngate.updates.UpdateSettings;
import dev.syngate.usage.RollUps;
import dev.syngate.usage.Totals;
import dev.syngate.usage.UsageReport;
import dev.syngate.views.Views;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The services of a gateway: made here, each with what it needs, and nowhere else.
final class Rooms {
    /// Searches don't wait for the records of calls that run for longer.
    private static final Logger LOG = System.getLogger(Rooms.class.getName());

    private static final Duration LONGEST_AWAITED = Duration.ofMinutes(10);

    final GatewaySettings settings;
    final InstantSource clock;
    final Instant opened;
    final Store store;
    final Accounts accounts;
    final Ledger ledger;
    final Groups groups;
    final ApiKeys keys;
    final RateLimiter limiter;
    final Providers providers;
    final ProviderCheck providerCheck;
    final Circuits circuits;
    final Probes probes;
    final Models models;
    final RequestLog requests;
    final BodyLog bodies;
    final RunningCalls running;
    final Replay replay;
    final RollUps rollUps;
    final UsageReport usage;
    final Views views;
    final RetentionSweep sweep;
    final Conversations conversations;
    final ChatPresets chatPresets;
    final DesktopSettings desktop;
    final UpdateCheck updateCheck;
    final Backups backups;
    final DailyBackups dailyBackups;
    final Background background;
    final Chat chat;
    final AdminApi admin;
    final Listener listener;

    Rooms(GatewaySettings settings, InstantSource clock, Store store) {
        this.settings = settings;
        this.clock = clock;
        this.opened = clock.instant();
        this.store = store;
        ListeningSettings listening = new ListeningSettings(store);
        accounts = new Accounts(store, clock);
        ledger = new Ledger(store, clock, settings.zone());
        groups = new Groups(store);
        keys = new ApiKeys(store, accounts, groups, ledger, clock);
        VaultKey vaultKey = new VaultKey(settings.dataDir(), settings.keychain());
        Sealing sealing = new Sealing(vaultKey);
        SecretVault vault = new SecretVault(store, sealing);
        providers = new Providers(store, vault);
        NetworkSettings network = new NetworkSettings(store, vault);
        Upstreams upstreams = new Upstreams(providers, network, settings.timeouts(), clock);
        providerCheck = new ProviderCheck(upstreams);
        models = new Models(store, providers, new PriceBook(store, clock), new Bundled(), clock);
        ModelImport modelImport = new ModelImport(models, clock);
        if (models.startedEmpty()) {
            modelImport.addStarters();
        }
        bodies = new BodyLog(store, sealing);
        running = new RunningCalls(bodies);
        requests =
                new RequestLog(
                        store, () -> running.oldestSince(clock.instant().minus(LONGEST_AWAITED)));
        SettledCall.recover(store, requests);
        rollUps = new RollUps(store, clock, settings.zone());
        usage = new UsageReport(store, clock, settings.zone());
        RetentionSettings retention = new RetentionSettings(store);
        desktop = new DesktopSettings(store, loginStart(settings.dataDir()));
        UpdateSettings updates = new UpdateSettings(store);
        updateCheck = new UpdateCheck(updates, Gateway.VERSION, clock);
        ResponseRetention responseRetention = new ResponseRetention(store);
        KeptResponses kept = new KeptResponses(store, clock, responseRetention::get);
        keys.onRemoved(kept::forgetAllOf);
        sweep = new RetentionSweep(requests, bodies, rollUps, kept, retention, clock);
        conversations = new Conversations(store);
        chatPresets = new ChatPresets(store);
        backups = new Backups(settings.dataDir(), store, Gateway.VERSION, clock);
        BackupSchedule schedule = new BackupSchedule(store);
        circuits = new Circuits(clock);
        RoutingSettings routing = new RoutingSettings(store);
        views =
                new Views(
                        store, providers, circuits, keys, accounts, ledger, requests, usage, clock);
        Metrics metrics =
                new Metrics(this::inFlight, ledger::openHolds, () -> circuits.of(providers.list()));
        limiter = new RateLimiter(System::nanoTime);
        AccessControl access =
                new AccessControl(
                        keys, accounts, groups, limiter, new KeyGuesses(System::nanoTime), clock);
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        Router router = new Router(models, providers, routing, random);
        Dispatcher dispatcher = new Dispatcher(upstreams, circuits, routing, random);
        LearnedQuirks quirks = new LearnedQuirks(store, clock);
        KeptSeals seals = new KeptSeals(store);
        keys.onRemoved(seals::forgetAllOf);
        Memory memory = new Memory(seals, kept::keep);
        Cashier cashier = new Cashier(store, ledger, requests, rollUps, metrics, models);
        Pipeline pipeline =
                new Pipeline(
                        access,
                        router,
                        cashier,
                        new Relay(router, dispatcher, kept, quirks, models),
                        memory,
                        kept,
                        running,
                        spool(settings.dataDir()));
        ModelTrial trial = new ModelTrial(dispatcher, quirks, models, cashier, clock);
        ProbeHistory history = new ProbeHistory(store, clock);
        probes =
                new Probes(
                                circuits,
                                providers,
                                (provider, credential, cancellation) -> {
                                    Checklist found =
                                            providerCheck.probe(provider, credential, cancellation);
                                    history.probed(provider, found);
                                    return found.ok();
                                },
                                trial::answers,
                                () -> routing.get().probing())
                        .start();
        replay = new Replay(pipeline, requests, bodies, keys, clock, RequestIds::next);
        background = new Background(access, pipeline, kept);
        chat = new Chat(pipeline, models, groups, clock, RequestIds::next, requests);
        admin =
                new AdminApi(
                        new AdminApi.Services(
                                accounts,
                                ledger,
                                groups,
                                keys,
                                limiter,
                                providers,
                                providerCheck,
                                trial,
                                history,
                                circuits,
                                router,
                                routing,
                                quirks,
                                models,
                                modelImport,
                                new ModelFetch(store, models, clock),
                                new AdminApi.Traffic(requests, bodies, running, replay),
                                usage,
                                retention,
                                responseRetention,
                                listening,
                                this::moveSoon,
                                desktop,
                                updates,
                                updateCheck,
                                new DiagnosticsReport(settings.dataDir(), Gateway.VERSION),
                                vaultKey,
                                network,
                                new LedgerVerifier(store, ledger),
                                backups,
                                schedule,
                                settings.dataDir(),
                                clock,
                                this::status));
        AdminToken token = AdminToken.of(settings.dataDir());
        Endpoints endpoints =
                new Endpoints(
                        new ModelPaths(
                                access,
                                pipeline,
                                background,
                                new FollowUps(access, kept, background, providers, dispatcher),
                                clock),
                        new KeyPaths(access, models, keys, ledger, clock),
                        new StatusPaths(this::publicStatus, metrics::text),
                        new ManagementPaths(admin, token, pipeline, clock));
        listener = new Listener(settings, listening, endpoints, sweep::start, clock);
        dailyBackups =
                new DailyBackups(
                        backups,
                        schedule,
                        clock,
                        settings.zone(),
                        DailyBackups.FIRST_LOOK,
                        DailyBackups.NEXT_LOOK);
    }

    /// Moves a listener that runs, after the call that asks for it.
    private void moveSoon(Place place) {
        listener.moveSoon(place, Gateway.DRAIN);
    }

    private static LoginStart loginStart(Path dataDir) {
        return LoginStart.of(
                Launcher.ofThisProcess(),
                dataDir,
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    /// How it stands; at once, also while it is being closed.
    GatewaySnapshot snapshot() {
        Totals today = rollUps.today();
        Duration uptime = Duration.between(opened, clock.instant());
        return new GatewaySnapshot(
                listener.state(),
                Gateway.VERSION,
                uptime,
                inFlight(),
                today.requests(),
                today.cost());
    }

    private int inFlight() {
        return chat.running() + listener.inFlight();
    }

    private JsonNode status() {
        GatewaySnapshot now = snapshot();
        String address =
                now.state() instanceof GatewayState.Running running ? running.address() : null;
        return Json.MAPPER
                .createObjectNode()
                .put("address", address)
                .put("version", Gateway.VERSION)
                .put("uptime_seconds", now.uptime().toSeconds())
                .put("time_zone", settings.zone().getId())
                .put("providers", providers.list().size())
                .put("keys", keys.list().size())
                .put("requests_today", now.requestsToday())
                .put("cost_today", now.costToday().dollars());
    }

    private JsonNode publicStatus() {
        ObjectNode status = Json.MAPPER.createObjectNode().put("success", true).put("message", "");
        status.putObject("data")
                .put("version", Gateway.VERSION)
                .put("start_time", opened.getEpochSecond())
                .put("uptime_seconds", Duration.between(opened, clock.instant()).toSeconds())
                .put("system_name", "Syngate");
        return status;
    }

    /// Where parts of forms wait; what a process that was killed left there is removed.
    private static Path spool(Path dataDir) {
        Path folder = dataDir.resolve("tmp");
        try {
            PrivateFile.removeDrafts(folder, Instant.MAX);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what is left of uploads could not be removed", e);
        }
        return folder;
    }
}
