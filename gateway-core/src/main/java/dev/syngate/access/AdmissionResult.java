package dev.syngate.access;

import dev.syngate.call.Refusal;

/// The answer to a caller at the door.
public sealed interface AdmissionResult {
    record Admitted(Admission admission) implements AdmissionResult {}

    record Refused(Refusal refusal) implements AdmissionResult {}
}
