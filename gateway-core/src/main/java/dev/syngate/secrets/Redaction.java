package dev.syngate.secrets;

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

    private Redaction() {}

    /// What looks like a credential becomes `***`.
    public static String of(String text) {
        return CREDENTIAL.matcher(text).replaceAll(HIDDEN);
    }

    /// As [#of], and also hides whatever stands behind a name that credentials have: for whole
    /// lines of logs.
    public static String ofLines(String text) {
        String addresses = IN_ADDRESS.matcher(text).replaceAll("$1" + HIDDEN + "@");
        return NAMED.matcher(of(addresses)).replaceAll("$1" + HIDDEN);
    }
}
