package dev.syngate.plainhttp;

import java.time.Duration;

/// How long a server may send nothing.
///
/// @param firstByte before its answer begins
/// @param idle within the answer
record Silence(Duration firstByte, Duration idle) {
    Duration shorter() {
        return firstByte.compareTo(idle) < 0 ? firstByte : idle;
    }
}
