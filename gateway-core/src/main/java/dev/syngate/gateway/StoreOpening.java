package dev.syngate.gateway;

import dev.syngate.backup.Backups;
import dev.syngate.store.Store;
import dev.syngate.store.StoreFormat;
import dev.syngate.store.XodusStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Opens the store of a data directory in this program's format; one that must be changed for that
/// is backed up first.
final class StoreOpening {
    private final StoreFormat format;
    private final InstantSource clock;

    StoreOpening(StoreFormat format, InstantSource clock) {
        this.format = format;
        this.clock = clock;
    }

    /// As [#open], in the format that this program writes.
    static Store inTodaysFormat(Path dataDir, InstantSource clock, Set<String> maps) {
        return new StoreOpening(StoreMaps.FORMAT, clock).open(dataDir, maps);
    }

    /// @param maps the maps that the services will use
    /// @throws dev.syngate.store.StoreInUseException when another process has it open
    /// @throws dev.syngate.store.NewerStoreException when a newer program wrote it
    Store open(Path dataDir, Set<String> maps) {
        Path folder = dataDir.resolve("store");
        boolean fresh = !Files.exists(folder);
        Store store = new XodusStore(folder, with(maps));
        try {
            Backups backups = new Backups(dataDir, store, Gateway.VERSION, clock);
            format.apply(store, fresh, backups::createBeforeMigration);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static Set<String> with(Set<String> maps) {
        return Stream.concat(maps.stream(), Stream.of(StoreFormat.MAP))
                .collect(Collectors.toUnmodifiableSet());
    }
}
