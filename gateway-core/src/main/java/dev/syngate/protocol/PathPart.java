package dev.syngate.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// A name between two slashes of an address.
public final class PathPart {
    private PathPart() {}

    /// Percent-encoded as RFC 3986 wants it: a space as `%20`.
    public static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
