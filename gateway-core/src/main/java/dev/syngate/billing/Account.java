package dev.syngate.billing;

import java.time.Instant;

/// A holder of balance: a person or a team.
///
/// @param number orders accounts and keys their ledger entries; never reused
public record Account(String id, int number, String name, Mode mode, Instant created) {
    /// The account that exists from the start.
    public static final String LOCAL = "Local";

    /// Whether spending is refused when the balance is used up.
    public enum Mode {
        PREPAID,
        UNLIMITED
    }
}
