package dev.syngate.store;

/// The data directory was written by a newer Syngate, in a format that this one does not know.
public final class NewerStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NewerStoreException(int found, int known) {
        super(
                "this data was written by a newer Syngate (store version %d, this one knows up to %d); install the newer Syngate, or restore an older backup"
                        .formatted(found, known));
    }
}
