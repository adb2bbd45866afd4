package dev.syngate.store;

import java.util.List;

/// The format of a store's records: its version, and the steps that lead there from older ones.
public final class StoreFormat {
    /// The store's map that holds the version.
    public static final String MAP = "meta";

    private static final byte[] KEY = Keys.of("format");
    private static final int FIRST = 1;
    private final List<Migration> migrations;

    /// @param migrations the first leads from version 1 to 2, the next to 3, and so on
    public StoreFormat(List<Migration> migrations) {
        this.migrations = List.copyOf(migrations);
    }

    public int version() {
        return FIRST + migrations.size();
    }

    /// Brings the store to this format, each step in a transaction of its own; a step that fails
    /// leaves the store in the version before it.
    ///
    /// @param fresh whether the store was created just now
    /// @param beforeMigration runs once before the first step, if one is needed
    /// @throws NewerStoreException when the store's version is above this one; nothing is changed
    public void apply(Store store, boolean fresh, Runnable beforeMigration) {
        if (fresh) {
            record(store, version());
            return;
        }
        int found = versionOf(store);
        if (found > version()) {
            throw new NewerStoreException(found, version());
        }
        if (found < version()) {
            beforeMigration.run();
        }
        for (int version = found; version < version(); version++) {
            step(store, version);
        }
    }

    /// The version a store is in; those from before there were versions are of the first.
    static int versionOf(Store store) {
        byte[] stored = store.read(view -> view.get(MAP, KEY));
        return stored == null ? FIRST : Math.toIntExact(Keys.number(stored));
    }

    private void step(Store store, int from) {
        Migration migration = migrations.get(from - FIRST);
        store.writeNow(view -> {
            migration.migrate(view);
            view.put(MAP, KEY, Keys.of((long) from + 1));
            return true;
        });
    }

    private static void record(Store store, int version) {
        store.writeNow(view -> {
            view.put(MAP, KEY, Keys.of((long) version));
            return true;
        });
    }
}
