package dev.syngate.updates;

import dev.syngate.call.RefusedException;
import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;

/// The choices about updates of this data directory. Safe for any thread.
public final class UpdateSettings {
    /// The store's map that holds them.
    public static final RecordMap<UpdateChoices> MAP =
            new RecordMap<>("updates", UpdateChoices.class);

    private static final String CHOSEN = "chosen";
    private final CachedMap<UpdateChoices> chosen;

    public UpdateSettings(Store store) {
        chosen = new CachedMap<>(store, MAP);
    }

    public UpdateChoices get() {
        UpdateChoices found = chosen.get(CHOSEN);
        return found == null ? UpdateChoices.USUAL : found;
    }

    /// @throws RefusedException when address or key can't be used, or are wanted and missing
    public void set(UpdateChoices choices) {
        check(choices);
        keep(choices);
    }

    /// @throws RefusedException as [#set]
    public static void check(UpdateChoices choices) {
        if (!choices.address().isEmpty()) {
            UpdateCheck.address(choices.address());
        }
        if (!choices.signer().isEmpty()) {
            Announcement.key(choices.signer());
        }
        if (choices.check() && (choices.address().isEmpty() || choices.signer().isEmpty())) {
            throw RefusedException.field(
                    "check_updates",
                    "this build names no address and key of updates: syngate settings set --update-url and --update-key name them");
        }
    }

    void keep(UpdateChoices choices) {
        chosen.put(CHOSEN, choices);
    }
}
