package dev.syngate.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An expected no: a value, not an exception.
///
/// @param code what kind of no
/// @param message plain English that says what to do; never a secret
/// @param param the request field that is wrong, if one is
/// @param retryAfter when to try again, if that helps
public record Refusal(
        ErrorCode code, String message, @Nullable String param, @Nullable Duration retryAfter) {
    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code, message, null, null);
    }

    public static Refusal field(String param, String message) {
        return new Refusal(ErrorCode.INVALID_REQUEST, message, param, null);
    }
}
