package dev.syngate.access;

/// What a key can do right now.
public enum KeyState {
    ACTIVE,
    /// Active, but expires within three days.
    EXPIRING,
    EXPIRED,
    EXHAUSTED,
    DISABLED
}
