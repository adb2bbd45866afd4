package dev.syngate.access;

import dev.syngate.call.Refusal;

/// The answer to a caller at the door.
public sealed interface AdmissionResult {
    record Admitted(Admission admission) implements AdmissionResult {}

    /// @param rateLimit where the key stands, if it is one that was refused for its limits
    record Refused(Refusal refusal, RateLimiter.RateLimitStatus rateLimit)
            implements AdmissionResult {
        Refused(Refusal refusal) {
            this(refusal, RateLimiter.RateLimitStatus.UNLIMITED);
        }
    }
}
