package dev.syngate.routing;

/// What kind of failure a credential met at its provider.
public enum Trouble {
    /// It was refused: it is wrong, expired or revoked.
    BAD_CREDENTIAL,
    /// Its account can't pay.
    OUT_OF_CREDIT,
    /// It was used too often for a while.
    RATE_LIMITED,
    /// The account or its region may not use the model.
    FORBIDDEN,
    /// The provider answers with errors, or too late.
    OVERLOADED,
    /// There is no connection to the provider.
    UNREACHABLE;

    /// Whether the credential is of no use until somebody does something.
    boolean isLasting() {
        return this == BAD_CREDENTIAL || this == OUT_OF_CREDIT;
    }

    /// Whether asking again at once would make it worse.
    boolean wantsPause() {
        return this == OVERLOADED || this == UNREACHABLE;
    }
}
