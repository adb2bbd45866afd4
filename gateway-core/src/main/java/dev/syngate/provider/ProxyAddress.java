package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A proxy as people write it: `http://host:8080` or `socks5://host:1080`, with `name:password@`
/// before the host where it wants that.
///
/// @param user `name:password`, encoded as in a URL; null: none
record ProxyAddress(Proxy.Type type, String host, int port, @Nullable String user) {
    /// No proxy.
    static final String NONE = "none";

    /// What the operating system says.
    static final String SYSTEM = "system";

    private static final Pattern FORM =
            Pattern.compile(
                    "(?i)(https?|socks5?h?)://(?:([^@/\\s]+)@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?/?");

    /// @throws IllegalArgumentException when it is none; says nothing of the text
    static ProxyAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no address of a proxy");
        }
        boolean socks = matcher.group(1).toLowerCase(java.util.Locale.ROOT).startsWith("socks");
        String host = matcher.group(3);
        int port =
                matcher.group(4) == null
                        ? (socks ? 1080 : 8080)
                        : Integer.parseInt(matcher.group(4));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no port");
        }
        return new ProxyAddress(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                matcher.group(2));
    }

    /// @throws RefusedException when it is no proxy, or one that can't be used
    static void check(String field, String text) {
        if (text.equals(NONE) || text.equals(SYSTEM)) {
            return;
        }
        try {
            parse(text);
            return;
        } catch (IllegalArgumentException e) {
            // falls through to the refusal, which repeats nothing: it may hold a password
        }
        throw RefusedException.field(
                field,
                "\"%s\" is none, system, http://host:port or socks5://host:port, with name:password@ before the host where it wants that"
                        .formatted(field));
    }

    /// The text with another user; null: none.
    static String withUser(String text, @Nullable String other) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        String port = matcher.group(4) == null ? "" : ":" + matcher.group(4);
        return matcher.group(1)
                + "://"
                + (other == null ? "" : other + "@")
                + matcher.group(3)
                + port;
    }

    static @Nullable String userOf(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? matcher.group(2) : null;
    }

    /// The user's name, as it is; empty: none.
    String userName() {
        return part(0);
    }

    /// The user's password, as it is; empty: none.
    String password() {
        return part(1);
    }

    private String part(int index) {
        String[] parts = user == null ? new String[0] : user.split(":", 2);
        return index < parts.length
                ? URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8)
                : "";
    }

    /// Its name is looked up by whoever connects.
    Proxy toProxy() {
        return new Proxy(type, InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
