package dev.syngate.views;

import org.jspecify.annotations.Nullable;

/// The answer to a versioned read.
///
/// @param version what the next look is asked with
/// @param value null: nothing has changed since the version that was asked with
/// @param <T> what is looked at
public record Look<T>(Version version, @Nullable T value) {
    /// Where the changes stood at a look; only whether two are equal means something.
    ///
    /// @param changes of the store, since it was opened
    /// @param tick the time, roughly: some of what is shown changes with it alone
    public record Version(long changes, long tick) {}
}
