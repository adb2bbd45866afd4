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
    UNREACHABLE
}
