package dev.syngate.store;

/// One step from a store format to the next; runs in one transaction.
@FunctionalInterface
public interface Migration {
    /// Changes the records; may run more than once, so it must have no effect but on the view.
    void migrate(WriteView view);
}
