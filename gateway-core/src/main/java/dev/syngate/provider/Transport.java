package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The way to a provider and what calls carry there, where that is not as usual. Secrets among it
/// are in the vault: here stands [#HIDDEN] in their place, and in a draft it means that they stay.
///
/// @param proxy `none`, `system`, or an address such as `http://host:8080` or `socks5://host:1080`;
///   null: as the gateway's settings say
/// @param headers sent with each call besides the usual ones
/// @param query sent with each call, such as `api-version=2024-10-21`; null: none
/// @param keyHeader the header that has the key, and nothing but it; null: as the protocol or the
///   vendor wants it
/// @param certificate a PKCS #12 file with the certificate that we prove ourselves with; null: none
/// @param certificatePassword of that file; null: none
public record Transport(
        @Nullable String proxy,
        Map<String, String> headers,
        @Nullable String query,
        @Nullable String keyHeader,
        @Nullable String certificate,
        @Nullable String certificatePassword) {
    public static final Transport USUAL = new Transport(null, Map.of(), null, null, null, null);

    /// Stands for a secret.
    public static final String HIDDEN = "***";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern QUERY =
            Pattern.compile(
                    "[A-Za-z0-9._~%+-]+=[A-Za-z0-9._~%+:/-]*(&[A-Za-z0-9._~%+-]+=[A-Za-z0-9._~%+:/-]*)*");
    private static final int LONGEST_VALUE = 4096;
    private static final int MOST_HEADERS = 30;

    /// Those that say how the message is framed or where it goes: they are ours.
    private static final List<String> OURS =
            List.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "content-type",
                    "accept-encoding",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect",
                    "keep-alive");

    private static final List<String> SECRET_WORDS =
            List.of("auth", "key", "token", "secret", "cookie", "password", "credential");

    public Transport {
        headers = Map.copyOf(headers);
    }

    /// Whether a header's value is likely to let somebody in.
    static boolean isSecret(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(name::contains);
    }

    /// @throws RefusedException when a field is wrong
    void check() {
        if (proxy != null) {
            ProxyAddress.check("proxy", proxy);
        }
        if (headers.size() > MOST_HEADERS) {
            throw RefusedException.field("headers", "there are at most 30 extra headers");
        }
        new TreeMap<>(headers).forEach(Transport::checkHeader);
        if (query != null && !QUERY.matcher(query).matches()) {
            throw RefusedException.field(
                    "query", "\"query\" looks like api-version=2024-10-21, encoded as in a URL");
        }
        if (keyHeader != null && !isOurName(keyHeader)) {
            throw RefusedException.field(
                    "key_header", "\"key_header\" is the name of a header, such as api-key");
        }
    }

    private static boolean isOurName(String name) {
        return TOKEN.matcher(name).matches() && !OURS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void checkHeader(String name, String value) {
        if (!isOurName(name)) {
            throw RefusedException.field(
                    "headers", "\"" + name.strip() + "\" can't be the name of an extra header");
        }
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw RefusedException.field(
                    "headers",
                    "the value of the header \"" + name + "\" is one line of visible ASCII");
        }
    }
}
