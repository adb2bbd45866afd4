package dev.syngate.call;

/// Carries a [Refusal] out of a management service whose callers are a window, a command line and
/// an API alike.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    public static RefusedException field(String param, String message) {
        return new RefusedException(Refusal.field(param, message));
    }

    public static RefusedException notFound(String message) {
        return new RefusedException(Refusal.of(ErrorCode.NOT_FOUND, message));
    }

    public static RefusedException conflict(String message) {
        return new RefusedException(Refusal.of(ErrorCode.CONFLICT, message));
    }

    public Refusal refusal() {
        return refusal;
    }
}
