package dev.syngate.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/// What all answers of a listener share.
///
/// @param bodies the memory that large requests may take together
/// @param patience how long clients may take to take what they are sent
/// @param keepAlive after how long a silence a stream sends a sign of life
/// @param isDraining whether nothing new may begin
record Listening(
        InstantSource clock,
        InFlight inFlight,
        BodyBudget bodies,
        Duration patience,
        Duration keepAlive,
        BooleanSupplier isDraining) {}
