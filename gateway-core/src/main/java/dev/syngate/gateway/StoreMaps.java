package dev.syngate.gateway;

import dev.syngate.access.ApiKeys;
import dev.syngate.access.Groups;
import dev.syngate.backup.BackupSchedule;
import dev.syngate.billing.Accounts;
import dev.syngate.billing.Ledger;
import dev.syngate.billing.PriceBook;
import dev.syngate.bodies.BodyLog;
import dev.syngate.catalogue.ModelFetch;
import dev.syngate.desktop.DesktopSettings;
import dev.syngate.history.ChatPresets;
import dev.syngate.history.Conversations;
import dev.syngate.listening.ListeningSettings;
import dev.syngate.provider.NetworkSettings;
import dev.syngate.provider.ProbeHistory;
import dev.syngate.provider.Providers;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.retention.RetentionSettings;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.ModelMap;
import dev.syngate.routing.Models;
import dev.syngate.routing.RoutingSettings;
import dev.syngate.seals.KeptSeals;
import dev.syngate.secrets.SecretVault;
import dev.syngate.store.StoreFormat;
import dev.syngate.updates.UpdateSettings;
import dev.syngate.usage.RollUps;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The maps of the store that the services of a gateway use.
final class StoreMaps {
    static final Set<String> ALL =
            with(
                    Conversations.MAPS,
                    Accounts.MAP.name(),
                    Ledger.ENTRIES.name(),
                    Ledger.USAGE.name(),
                    Groups.MAP.name(),
                    ApiKeys.MAP.name(),
                    Providers.MAP.name(),
                    NetworkSettings.MAP.name(),
                    BackupSchedule.MAP.name(),
                    SecretVault.MAP,
                    Models.MAP.name(),
                    ModelMap.MAP.name(),
                    ModelFetch.MAP.name(),
                    RoutingSettings.MAP.name(),
                    PriceBook.MAP.name(),
                    ChatPresets.MAP.name(),
                    KeptSeals.MAP.name(),
                    KeptSeals.PLACES.name(),
                    LearnedQuirks.MAP.name(),
                    ProbeHistory.MAP.name(),
                    KeptResponses.MAP.name(),
                    KeptResponses.CONTENTS.name(),
                    ResponseRetention.MAP.name(),
                    RequestLog.MAP.name(),
                    RequestLog.REMOVED.name(),
                    RequestLog.DIGESTS,
                    RequestLog.DIGEST_COLUMNS,
                    RequestLog.DIGEST_IDS,
                    RequestLog.VOLUMES,
                    RequestLog.VOLUME_PARTS,
                    BodyLog.POLICY.name(),
                    BodyLog.MAP,
                    BodyLog.TOTALS.name(),
                    RollUps.HOURS.name(),
                    RollUps.DAYS.name(),
                    RetentionSettings.MAP.name(),
                    ListeningSettings.MAP.name(),
                    DesktopSettings.MAP.name(),
                    UpdateSettings.MAP.name());

    /// What this program writes.
    static final StoreFormat FORMAT = new StoreFormat(List.of(Conversations.SPLIT));

    private StoreMaps() {}

    private static Set<String> with(Set<String> several, String... others) {
        return Stream.concat(several.stream(), Stream.of(others))
                .collect(Collectors.toUnmodifiableSet());
    }
}
