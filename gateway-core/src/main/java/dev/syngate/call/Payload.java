package dev.syngate.call;

import java.io.IOException;

/// The body of a request, on its way in or out.
public sealed interface Payload {
    /// A body that is there as a whole.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Payload {}

    /// A body that is still arriving: read once, from its start to its end, by one thread at a
    /// time.
    non-sealed interface Stream extends Payload {
        /// In bytes; negative: not known before its end. Never changes.
        long length();

        /// Reads what has arrived, at least one byte, waiting for it; -1 at the end.
        ///
        /// @throws RefusedUploadException when it must not go on
        /// @throws IOException when whoever sends it has left
        int read(byte[] into) throws IOException;

        /// Whether some of it has been let go, so that it can't be sent to anyone else.
        boolean isSpent();
    }
}
