package dev.syngate.secrets;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Takes credentials out of text that people will read, by their forms: keys of the known vendors,
/// what follows `Bearer`, credentials within addresses, named fields, and any long word with a
/// digit that could be one. Pure functions.
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "(?i)\\b(?:sk|pk|rk|gsk|xai|hf|nvapi|key|tgp|pplx|csk|ghp|gho|github_pat)[-_][A-Za-z0-9_\\-*.]{6,}"
                            + "|\\bAIza[A-Za-z0-9_-]{10,}|\\bBearer\\s+[^\\s\"',;]{6,}"
                            + "|\\b(?=[A-Za-z_-]*\\d)[A-Za-z0-9_-]{32,}");

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)(\\b(?:x-)?(?:goog-)?(?:api[-_]?key|authorization|access[-_]token|token|secret|password|key)"
                            + "\"?\\s*[=:]\\s*\"?)(?!\\*\\*\\*)[^\\s\"&,;}]+");

    private static final Pattern IN_ADDRESS = Pattern.compile("(://)[^/\\s@]+@");

    /// Narrower than [#CREDENTIAL]: what people wrote themselves must not be taken for one.
    private static final Pattern CREDENTIAL_OF_VENDOR =
            Pattern.compile(
                    "\\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}"
                            + "|\\b(?:gsk|xai|pplx|nvapi|fw|r8|hf|ghp|gho|ghs|github_pat|glpat)[_-][A-Za-z0-9_-]{16,}"
                            + "|(?<![A-Za-z0-9+/_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9+/_-])"
                            + "|(?<![A-Za-z0-9+/])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/])"
                            + "|(?<=\\b[Bb]earer )[A-Za-z0-9._~+/-]{16,}=*"
                            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----");

    private Redaction() {}

    /// What looks like a credential becomes `***`.
    public static String of(String text) {
        return CREDENTIAL.matcher(text).replaceAll(HIDDEN);
    }

    /// What was said in a call, without what has the form of a vendor's or this gateway's
    /// credential or of a private key. Bytes that are no text stay as they are.
    public static byte[] ofBody(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String clean = CREDENTIAL_OF_VENDOR.matcher(text).replaceAll("[redacted]");
        return clean.equals(text) ? body : clean.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// As [#of], and also hides whatever stands behind a name that credentials have: for whole
    /// lines of logs.
    public static String ofLines(String text) {
        String addresses = IN_ADDRESS.matcher(text).replaceAll("$1" + HIDDEN + "@");
        return NAMED.matcher(of(addresses)).replaceAll("$1" + HIDDEN);
    }
}
