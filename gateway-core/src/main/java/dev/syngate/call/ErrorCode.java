package dev.syngate.call;

/// Every way in which the gateway itself says no: one row each, the status and the words of the
/// wire.
public enum ErrorCode {
    INVALID_REQUEST(400, "invalid_request_error", "invalid_request"),
    CONTEXT_LENGTH_EXCEEDED(400, "invalid_request_error", "context_length_exceeded"),
    PREVIOUS_RESPONSE_NOT_FOUND(400, "invalid_request_error", "previous_response_not_found"),
    MODEL_UNPRICED(400, "invalid_request_error", "model_unpriced"),
    INVALID_API_KEY(401, "invalid_request_error", "invalid_api_key"),
    EXPIRED_API_KEY(401, "invalid_request_error", "expired_api_key"),
    DISABLED_API_KEY(401, "invalid_request_error", "disabled_api_key"),
    INSUFFICIENT_BALANCE(402, "insufficient_quota", "insufficient_balance"),
    INSUFFICIENT_QUOTA(402, "insufficient_quota", "insufficient_quota"),
    UPSTREAM_OUT_OF_CREDIT(402, "insufficient_quota", "upstream_out_of_credit"),
    IP_NOT_ALLOWED(403, "permission_error", "ip_not_allowed"),
    HOST_NOT_ALLOWED(403, "permission_error", "host_not_allowed"),
    ORIGIN_NOT_ALLOWED(403, "permission_error", "origin_not_allowed"),
    UPSTREAM_FORBIDDEN(403, "permission_error", "upstream_forbidden"),
    MODEL_NOT_FOUND(404, "invalid_request_error", "model_not_found"),
    NOT_FOUND(404, "invalid_request_error", "not_found"),
    METHOD_NOT_ALLOWED(405, "invalid_request_error", "method_not_allowed"),
    CONFLICT(409, "invalid_request_error", "conflict"),
    REQUEST_TOO_LARGE(413, "invalid_request_error", "request_too_large"),
    RATE_LIMIT_EXCEEDED(429, "requests", "rate_limit_exceeded"),
    UPSTREAM_RATE_LIMITED(429, "requests", "upstream_rate_limited"),
    INTERNAL_ERROR(500, "server_error", "internal_error"),
    UPSTREAM_ERROR(502, "server_error", "upstream_error"),
    UPSTREAM_AUTH_ERROR(502, "server_error", "upstream_auth_error"),
    NO_PROVIDER_AVAILABLE(503, "server_error", "no_provider_available"),
    SHUTTING_DOWN(503, "server_error", "shutting_down"),
    UPSTREAM_TIMEOUT(504, "server_error", "upstream_timeout"),
    LOOP_DETECTED(508, "server_error", "loop_detected");

    private final int status;
    private final String type;
    private final String code;

    ErrorCode(int status, String type, String code) {
        this.status = status;
        this.type = type;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String code() {
        return code;
    }
}
