package dev.syngate.protocol;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the headers of a form's part say.
///
/// @param name empty: it has none
/// @param file whether it is a file, not a field
record PartHead(String name, boolean file) {
    private static final String DISPOSITION = "content-disposition:";
    private static final Pattern NAME =
            Pattern.compile(
                    "[;\\s]name=(?:\"([^\"]{0,200})\"|([^\\s;\"]{1,200}))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE =
            Pattern.compile("[;\\s]filename\\*?=", Pattern.CASE_INSENSITIVE);

    /// Some clients name no file but say of what kind its bytes are.
    private static final Pattern BYTES =
            Pattern.compile(
                    "(?:^|\\n)content-type:[ \\t]*(?:image|audio|video|application/octet-stream)",
                    Pattern.CASE_INSENSITIVE);

    static PartHead of(String headers) {
        boolean bytes = BYTES.matcher(headers).find();
        for (String line : headers.split("\r\n")) {
            if (line.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length())) {
                return new PartHead(name(line), bytes || FILE.matcher(line).find());
            }
        }
        return new PartHead("", bytes);
    }

    private static String name(String line) {
        Matcher name = NAME.matcher(line);
        if (!name.find()) {
            return "";
        }
        return name.group(1) == null ? name.group(2) : name.group(1);
    }
}
