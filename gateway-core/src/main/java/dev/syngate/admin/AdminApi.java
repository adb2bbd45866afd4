package dev.syngate.admin;

import dev.syngate.access.ApiKeys;
import dev.syngate.access.Groups;
import dev.syngate.access.RateLimiter;
import dev.syngate.backup.BackupSchedule;
import dev.syngate.backup.Backups;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.bodies.BodyLog;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.call.RefusedException;
import dev.syngate.catalogue.ModelFetch;
import dev.syngate.catalogue.ModelImport;
import dev.syngate.desktop.DesktopSettings;
import dev.syngate.diagnostics.DiagnosticsReport;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.listening.Place;
import dev.syngate.pipeline.ModelTrial;
import dev.syngate.pipeline.Replay;
import dev.syngate.pipeline.RunningCalls;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.provider.NetworkSettings;
import dev.syngate.provider.ProbeHistory;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.retention.RetentionSettings;
import dev.syngate.routing.Circuits;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Models;
import dev.syngate.routing.Router;
import dev.syngate.routing.RoutingSettings;
import dev.syngate.secrets.VaultKey;
import dev.syngate.store.RecordFormException;
import dev.syngate.updates.UpdateCheck;
import dev.syngate.updates.UpdateSettings;
import dev.syngate.usage.UsageReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The management API: plain JSON over the services of the gateway, without a transport. Safe for
/// any thread.
public final class AdminApi {
    private final Map<String, Resource> resources;

    /// The services that are managed.
    ///
    /// @param move makes a running gateway listen elsewhere, soon
    /// @param status what `status` shows
    public record Services(
            Accounts accounts,
            Ledger ledger,
            Groups groups,
            ApiKeys keys,
            RateLimiter limiter,
            Providers providers,
            ProviderCheck check,
            ModelTrial trial,
            ProbeHistory history,
            Circuits circuits,
            Router router,
            RoutingSettings routing,
            LearnedQuirks quirks,
            Models models,
            ModelImport modelImport,
            ModelFetch modelFetch,
            Traffic traffic,
            UsageReport usage,
            RetentionSettings retention,
            ResponseRetention responses,
            ListeningSettings listening,
            Consumer<Place> move,
            DesktopSettings desktop,
            UpdateSettings updates,
            UpdateCheck updateCheck,
            DiagnosticsReport report,
            VaultKey vaultKey,
            NetworkSettings network,
            LedgerVerifier verifier,
            Backups backups,
            BackupSchedule schedule,
            Path dataDir,
            InstantSource clock,
            Supplier<JsonNode> status) {}

    /// What came through the gateway, and what comes through it now.
    public record Traffic(
            RequestLog requests, BodyLog bodies, RunningCalls running, Replay replay) {}

    public AdminApi(Services s) {
        Resource status = (method, path, query, body) -> s.status().get();
        Resource providers =
                new ProviderAdmin(
                        s.providers(),
                        s.check(),
                        new ProviderTestAdmin(
                                s.providers(),
                                s.check(),
                                s.trial(),
                                s.models(),
                                s.history(),
                                s.clock()),
                        s.circuits(),
                        s.quirks(),
                        s.models(),
                        s.modelFetch(),
                        s.groups(),
                        () -> s.vaultKey().place().word());
        resources =
                Map.ofEntries(
                        Map.entry("status", status),
                        Map.entry("accounts", new AccountAdmin(s.accounts(), s.ledger(), s.keys())),
                        Map.entry("groups", new GroupAdmin(s.groups(), s.keys(), s.providers())),
                        Map.entry("keys", new KeyAdmin(s.keys(), s.accounts(), s.limiter())),
                        Map.entry(
                                "models",
                                new ModelAdmin(
                                        s.models(), s.providers(), s.modelImport(), s.clock())),
                        Map.entry("model-map", new ModelMapAdmin(s.models())),
                        Map.entry(
                                "resolve",
                                new ResolveAdmin(s.router(), s.circuits(), s.groups(), s.keys())),
                        Map.entry("providers", providers),
                        Map.entry("requests", new RequestAdmin(s.traffic(), s.keys()::now)),
                        Map.entry("bodies", new BodyAdmin(s.traffic().bodies(), s.keys())),
                        Map.entry("usage", new UsageAdmin(s.usage(), s.keys(), s.accounts())),
                        Map.entry(
                                "settings",
                                new SettingsAdmin(
                                        s.retention(),
                                        s.listening(),
                                        s.move(),
                                        List.of(
                                                new RoutingPart(s.routing()),
                                                new ResponsesPart(s.responses()),
                                                new DesktopPart(s.desktop()),
                                                new UpdatePart(s.updates()),
                                                new SecretsPart(s.vaultKey()),
                                                new NetworkPart(s.network()),
                                                new BackupPart(s.schedule())))),
                        Map.entry(
                                "ledger", new LedgerAdmin(s.verifier(), s.ledger(), s.accounts())),
                        Map.entry(
                                "doctor",
                                new DoctorAdmin(
                                        s.dataDir(),
                                        s.listening(),
                                        s.verifier(),
                                        providers,
                                        s.vaultKey(),
                                        s.status())),
                        Map.entry("updates", new UpdateAdmin(s.updateCheck())),
                        Map.entry(
                                "diagnostics",
                                new DiagnosticsAdmin(
                                        s.report(),
                                        noun -> run("GET", List.of(noun), Map.of(), null))),
                        Map.entry("backups", new BackupAdmin(s.backups(), s.vaultKey())));
    }

    /// @param path below `/api/admin/v1`, at least one segment
    public AdminReply handle(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        try {
            return new AdminReply(200, run(method, path, query, body));
        } catch (RefusedException e) {
            return refused(e.refusal());
        } catch (RecordFormException e) {
            return refused(Refusal.of(ErrorCode.INTERNAL_ERROR, String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            return refused(Refusal.of(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    /// As [#handle], for callers of this process: a refusal is thrown as it is.
    ///
    /// @throws RefusedException when the request is wrong
    public JsonNode run(
            String method, List<String> path, Map<String, String> query, @Nullable JsonNode body) {
        Resource resource = resources.get(path.getFirst());
        if (resource == null) {
            throw RefusedException.notFound("there is no \"" + path.getFirst() + "\" to manage");
        }
        return resource.handle(method, path.subList(1, path.size()), query, body);
    }

    private static AdminReply refused(Refusal refusal) {
        return new AdminReply(
                refusal.code().status(),
                Json.MAPPER.readTree(ErrorBodies.of(refusal, ErrorShape.OPENAI)));
    }
}
