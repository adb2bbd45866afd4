package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;
import org.jspecify.annotations.Nullable;

/// Where the cause of an error is, and so what can be done about it.
enum ErrorAdvice {
    KEY("keys"),
    BALANCE("balance"),
    LIMIT("keys"),
    MODEL("models"),
    PRICE("models"),
    PROVIDER("providers"),
    PROVIDER_KEY("providers"),
    PROVIDER_BUSY("providers"),
    REQUEST(null),
    GATEWAY(null);

    private final @Nullable String page;

    ErrorAdvice(@Nullable String page) {
        this.page = page;
    }

    /// The page on which it is mended; null: none.
    @Nullable String page() {
        return page;
    }

    static ErrorAdvice of(RequestRecord item) {
        String code = item.error() == null ? "" : item.error();
        return switch (code) {
            case "invalid_api_key", "expired_api_key", "disabled_api_key", "ip_not_allowed" -> KEY;
            case "insufficient_balance" -> BALANCE;
            case "insufficient_quota", "rate_limit_exceeded" -> LIMIT;
            case "model_not_found" -> MODEL;
            case "model_unpriced" -> PRICE;
            case "upstream_auth_error" -> PROVIDER_KEY;
            case "upstream_rate_limited" -> PROVIDER_BUSY;
            case "upstream_error", "upstream_timeout", "no_provider_available" -> PROVIDER;
            case "internal_error", "shutting_down" -> GATEWAY;
            default -> item.provider() == null || item.status() < 500 ? REQUEST : PROVIDER;
        };
    }
}
