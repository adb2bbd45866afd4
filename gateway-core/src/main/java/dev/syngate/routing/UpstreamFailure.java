package dev.syngate.routing;

import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.LostSecretException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Whose fault it is that a route gave no answer, and what the caller is told. Pure functions.
sealed interface UpstreamFailure {
    Pattern SAYS_TO_WAIT = Pattern.compile("try again|retry", Pattern.CASE_INSENSITIVE);

    Pattern STATUS = Pattern.compile("[45]\\d\\d");

    /// The caller's mistake: another route would say the same.
    record Rejected(int status, String message, @Nullable String code) implements UpstreamFailure {}

    /// The provider failed, or does not accept us: another route may do better.
    record Failed(Refusal refusal, Trouble trouble) implements UpstreamFailure {}

    /// What an error answer means.
    ///
    /// @param provider its name
    static UpstreamFailure of(
            int status, UpstreamError reported, @Nullable Duration retryAfter, String provider) {
        return switch (status) {
            case 400, 404, 413, 415, 422, 451 ->
                    Words.blameKey(reported) || Words.blameCredit(reported)
                            ? Words.account(reported, provider)
                            : new Rejected(status, reported.message(), reported.code());
            case 401 -> notAccepted(provider);
            case 402 -> noCredit(provider, reported);
            case 403 -> forbidden(provider, reported);
            case 408, 504 -> late(provider);
            case 429 ->
                    retryAfter == null && Words.blameCredit(reported)
                            ? noCredit(provider, reported)
                            : limited(provider, reported, retryAfter);
            default ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            Trouble.OVERLOADED,
                            "The provider \"%s\" failed with status %d: %s Try again, or use another model."
                                    .formatted(provider, status, sentence(reported)));
        };
    }

    /// What an error means that came with the status of a success: its own code may be a status.
    static UpstreamFailure inSpiteOfStatus(UpstreamError reported, String provider) {
        Integer status = Words.status(reported);
        return status != null
                ? of(status, reported, null, provider)
                : failed(
                        ErrorCode.UPSTREAM_ERROR,
                        Trouble.OVERLOADED,
                        "The provider \"%s\" failed: %s Try again, or use another model."
                                .formatted(provider, sentence(reported)));
    }

    /// What it means that an answer broke off before anything of it could be passed on.
    static Failed broken(IOException e, String provider) {
        return e instanceof SocketTimeoutException
                ? late(provider)
                : failed(
                        ErrorCode.UPSTREAM_ERROR,
                        Trouble.OVERLOADED,
                        "The provider \"%s\" broke off its answer: the connection broke, or it can't be read. Try again."
                                .formatted(provider));
    }

    /// What it means that there was no answer at all.
    static Failed of(IOException e, String provider) {
        return switch (e) {
            case SocketTimeoutException late -> late(provider);
            case LostSecretException lost ->
                    failed(
                            ErrorCode.UPSTREAM_AUTH_ERROR,
                            Trouble.BAD_CREDENTIAL,
                            "The stored key of the provider \"%s\" can't be read. Enter it again."
                                    .formatted(provider));
            case SSLException unsafe ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            Trouble.UNREACHABLE,
                            "No safe connection to the provider \"%s\" could be made. Check its certificate, or name the file of its authority as its ca_file."
                                    .formatted(provider));
            default ->
                    failed(
                            ErrorCode.UPSTREAM_ERROR,
                            Trouble.UNREACHABLE,
                            "The provider \"%s\" could not be reached. Check its address and the network."
                                    .formatted(provider));
        };
    }

    /// What providers say where their status says something else: 400 or 403 when it is our account
    /// that they do not accept, 429 when there is no money left, 403 when it is the question.
    final class Words {
        private static final List<String> KEY =
                List.of(
                        "api key not valid",
                        "api_key_invalid",
                        "incorrect api key",
                        "invalid api key",
                        "invalid_api_key");
        private static final List<String> KEY_OF_FORBIDDEN =
                List.of("api key", "api_key", "authenticat", "credential", "unregistered caller");
        private static final List<String> CREDIT =
                List.of(
                        "insufficient_quota",
                        "current quota",
                        "insufficient balance",
                        "insufficient_balance",
                        "insufficient credit",
                        "insufficient funds",
                        "credit balance",
                        "out of credit",
                        "no credit",
                        "billing_hard_limit",
                        "billing_not_active",
                        "billing details",
                        "spending limit",
                        "arrearage",
                        "account is in good standing");
        private static final List<String> QUESTION =
                List.of(
                        "moderat",
                        "flagged",
                        "content policy",
                        "content_policy",
                        "content filter",
                        "content_filter",
                        "content management",
                        "usage polic",
                        "safety");

        private Words() {}

        private static boolean blameKey(UpstreamError reported) {
            return says(reported, KEY);
        }

        private static boolean blameCredit(UpstreamError reported) {
            return says(reported, CREDIT);
        }

        private static boolean blameQuestion(UpstreamError reported) {
            return says(reported, QUESTION);
        }

        private static Failed account(UpstreamError reported, String provider) {
            return blameKey(reported) ? notAccepted(provider) : noCredit(provider, reported);
        }

        /// The status that an error's code means; null: none.
        private static @Nullable Integer status(UpstreamError reported) {
            String code = reported.code() == null ? "" : reported.code();
            return switch (code.toLowerCase(Locale.ROOT)) {
                case "invalid_request_error", "invalid_argument", "invalid_prompt" -> 400;
                case "authentication_error", "unauthenticated", "invalid_api_key" -> 401;
                case "billing_error" -> 402;
                case "permission_error", "permission_denied" -> 403;
                case "not_found_error", "not_found" -> 404;
                case "request_too_large" -> 413;
                case "rate_limit_error",
                        "rate_limit_exceeded",
                        "resource_exhausted",
                        "insufficient_quota" ->
                        429;
                case "timeout_error", "deadline_exceeded" -> 504;
                case String other ->
                        STATUS.matcher(other).matches() ? Integer.valueOf(other) : null;
            };
        }

        private static boolean says(UpstreamError reported, List<String> words) {
            String text = (reported.message() + " " + reported.code()).toLowerCase(Locale.ROOT);
            return words.stream().anyMatch(text::contains);
        }
    }

    /// A 403 is about the question, our account or its region; the key only where it says so.
    private static UpstreamFailure forbidden(String provider, UpstreamError reported) {
        if (Words.blameQuestion(reported)) {
            return new Rejected(403, reported.message(), reported.code());
        }
        if (Words.says(reported, Words.KEY_OF_FORBIDDEN)) {
            return notAccepted(provider);
        }
        return Words.blameCredit(reported)
                ? noCredit(provider, reported)
                : failed(
                        ErrorCode.UPSTREAM_FORBIDDEN,
                        Trouble.FORBIDDEN,
                        "The provider \"%s\" does not allow it: %s Use another model or provider."
                                .formatted(provider, sentence(reported)));
    }

    private static Failed notAccepted(String provider) {
        return failed(
                ErrorCode.UPSTREAM_AUTH_ERROR,
                Trouble.BAD_CREDENTIAL,
                "The provider \"%s\" refused Syngate's credential. Check the provider's API key."
                        .formatted(provider));
    }

    private static Failed noCredit(String provider, UpstreamError reported) {
        return failed(
                ErrorCode.UPSTREAM_OUT_OF_CREDIT,
                Trouble.OUT_OF_CREDIT,
                "Syngate's account at the provider \"%s\" can't pay: %s Top it up there."
                        .formatted(provider, sentence(reported)));
    }

    private static Failed late(String provider) {
        return failed(
                ErrorCode.UPSTREAM_TIMEOUT,
                Trouble.OVERLOADED,
                "The provider \"%s\" did not answer in time. Try again.".formatted(provider));
    }

    private static Failed limited(
            String provider, UpstreamError reported, @Nullable Duration retryAfter) {
        return new Failed(
                new Refusal(
                        ErrorCode.UPSTREAM_RATE_LIMITED,
                        "The provider \"%s\" is rate limiting: %s%s"
                                .formatted(provider, sentence(reported), waiting(reported)),
                        null,
                        retryAfter),
                Trouble.RATE_LIMITED);
    }

    private static Failed failed(ErrorCode code, Trouble trouble, String message) {
        return new Failed(Refusal.of(code, message), trouble);
    }

    /// What to do, unless the provider said it.
    private static String waiting(UpstreamError reported) {
        return SAYS_TO_WAIT.matcher(reported.message()).find() ? "" : " Wait and try again.";
    }

    private static String sentence(UpstreamError reported) {
        String words = reported.message();
        return words.endsWith(".") || words.endsWith("!") || words.endsWith("…")
                ? words
                : words + ".";
    }
}
