package dev.syngate.store;

/// Something that happened, durable as its bytes before the maps show what came of it.
public interface JournalEntry {
    /// What it is made again of after a crash.
    byte[] bytes();

    /// What it does to the maps; on the store's thread. It may run more than once, as a write's
    /// work may.
    void apply(WriteView view);
}
