package dev.syngate.bodies;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Takes out of a body what looks like a credential. Bytes that are no text stay as they are.
final class Redaction {
    private static final String STARS = "[redacted]";

    /// The keys of this gateway and of the known providers, tokens of well-known services, private
    /// keys, and whatever stands behind "Bearer".
    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "\\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}"
                            + "|\\b(?:gsk|xai|pplx|nvapi|fw|r8|hf|ghp|gho|ghs|github_pat|glpat)[_-][A-Za-z0-9_-]{16,}"
                            + "|(?<![A-Za-z0-9+/_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9+/_-])"
                            + "|(?<![A-Za-z0-9+/])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/])"
                            + "|(?<=\\b[Bb]earer )[A-Za-z0-9._~+/-]{16,}=*"
                            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*-----END [A-Z ]*PRIVATE KEY-----");

    private Redaction() {}

    static byte[] of(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return CREDENTIAL.matcher(text).find()
                ? CREDENTIAL.matcher(text).replaceAll(STARS).getBytes(StandardCharsets.ISO_8859_1)
                : body;
    }
}
