package dev.syngate.hub;

/// Why an answer ended.
public enum StopReason {
    /// It is complete.
    STOP,
    /// It has become too long.
    LENGTH,
    /// The model waits for its tools.
    TOOL_CALLS,
    /// It was held back.
    FILTERED
}
