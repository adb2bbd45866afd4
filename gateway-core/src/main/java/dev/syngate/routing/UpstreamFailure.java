package dev.syngate.routing;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Whose fault it is that a route gave no answer, and what the caller is told. Pure functions.
sealed interface UpstreamFailure {
    /// The caller's mistake: another route would say the same.
    record Rejected(int status, String message, @Nullable String code) implements UpstreamFailure {}

    /// The provider failed, or does not accept us: another route may do better.
    record Failed(Refusal refusal) implements UpstreamFailure {}

    /// What an error answer means.
    ///
    /// @param provider its name
    static UpstreamFailure of(
            int status, UpstreamError reported, @Nullable Duration retryAfter, String provider) {
        return switch (status) {
            case 400, 404, 413, 415, 422 ->
                    Account.blames(reported)
                            ? Account.of(reported, provider)
                            : new Rejected(status, reported.message(), reported.code());
            case 401, 403 -> notAccepted(provider);
            case 402 -> noCredit(provider, reported);
            case 408, 504 -> late(provider);
            case 429 -> limited(provider, reported, retryAfter);
            default ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            "The provider \"%s\" failed with status %d: %s Try again, or use another model."
                                    .formatted(provider, status, sentence(reported)));
        };
    }

    /// What it means that there was no answer at all.
    static Failed of(IOException e, String provider) {
        return switch (e) {
            case SocketTimeoutException late -> late(provider);
            case SSLException unsafe ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            "No safe connection to the provider \"%s\" could be made. Check its certificate, or name the file of its authority as its ca_file."
                                    .formatted(provider));
            default ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            "The provider \"%s\" could not be reached. Check its address and the network."
                                    .formatted(provider));
        };
    }

    /// Some providers answer 400, as if it were the caller's mistake, when it is our account that
    /// they do not accept.
    final class Account {
        private static final List<String> KEY_WORDS =
                List.of("api key not valid", "api_key_invalid", "incorrect api key");
        private static final List<String> CREDIT_WORDS =
                List.of("credit balance is too low", "arrearage", "account is in good standing");

        private Account() {}

        private static boolean blames(UpstreamError reported) {
            return says(reported, KEY_WORDS) || says(reported, CREDIT_WORDS);
        }

        private static Failed of(UpstreamError reported, String provider) {
            return says(reported, KEY_WORDS) ? notAccepted(provider) : noCredit(provider, reported);
        }

        private static boolean says(UpstreamError reported, List<String> words) {
            String text = (reported.message() + " " + reported.code()).toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(text::contains);
        }
    }

    private static Failed notAccepted(String provider) {
        return failed(
                ErrorCode.UPSTREAM_AUTH_ERROR,
                "The provider \"%s\" refused Syngate's credential. Check the provider's API key."
                        .formatted(provider));
    }

    private static Failed noCredit(String provider, UpstreamError reported) {
        return failed(
                ErrorCode.UPSTREAM_ERROR,
                "Syngate's account at the provider \"%s\" can't pay: %s Top it up there."
                        .formatted(provider, sentence(reported)));
    }

    private static Failed late(String provider) {
        return failed(
                ErrorCode.UPSTREAM_TIMEOUT,
                "The provider \"%s\" did not answer in time. Try again.".formatted(provider));
    }

    private static Failed limited(
            String provider, UpstreamError reported, @Nullable Duration retryAfter) {
        return new Failed(
                new Refusal(
                        ErrorCode.UPSTREAM_RATE_LIMITED,
                        "The provider \"%s\" is rate limiting: %s Wait and try again."
                                .formatted(provider, sentence(reported)),
                        null,
                        retryAfter));
    }

    private static Failed failed(ErrorCode code, String message) {
        return new Failed(Refusal.of(code, message));
    }

    private static String sentence(UpstreamError reported) {
        String words = reported.message();
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("…")
                ? words
                : words + ".";
    }
}
