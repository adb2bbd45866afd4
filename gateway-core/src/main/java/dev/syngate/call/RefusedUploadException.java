package dev.syngate.call;

import java.io.IOException;

/// Ends a body that must not be read on: it is too large, malformed or can't be paid for.
public final class RefusedUploadException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedUploadException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
