package dev.syngate.http1;

import java.time.Duration;

/// How long a server may send nothing; zero: as long as it likes.
///
/// @param connect until the connection stands
/// @param firstByte before its answer begins
/// @param idle within the answer
public record Silence(Duration connect, Duration firstByte, Duration idle) {}
