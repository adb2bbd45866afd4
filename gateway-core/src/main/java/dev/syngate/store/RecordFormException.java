package dev.syngate.store;

/// A record is in a form that this Syngate does not read. Its message is for people.
public final class RecordFormException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private RecordFormException(String message) {
        super(message);
    }

    static RecordFormException newer(String map) {
        return new RecordFormException(
                "the map \"%s\" holds records of a newer Syngate; install the newer Syngate, or restore an older backup"
                        .formatted(map));
    }

    static RecordFormException older(String map) {
        return new RecordFormException(
                "the map \"%s\" holds records of an older Syngate, in a form that this one no longer reads; start with a new data directory, or use the older Syngate"
                        .formatted(map));
    }
}
