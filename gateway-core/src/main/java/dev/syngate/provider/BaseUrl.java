package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.PathPart;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one place where addresses of upstream endpoints are made.
final class BaseUrl {
    private static final List<String> ENDPOINTS =
            Stream.concat(
                            Stream.of(Endpoint.values())
                                    .filter(endpoint -> !endpoint.hasModelInPath())
                                    .map(Endpoint::path),
                            Stream.of("models"))
                    .map(path -> "/" + path)
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .toList();
    private static final Pattern GEMINI_CALL = Pattern.compile("/models/[^/]+:[A-Za-z]+$");
    private static final Pattern VERSION = Pattern.compile("(^|/)v\\d+(beta|alpha)?\\d*(/|$)");

    /// A host name may have underscores, as those of containers and of Windows do.
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");

    private static final int HIGHEST_PORT = 65_535;

    /// Stands in an address for the model that is asked, as people write it; stored encoded.
    private static final String MODEL = "{model}";

    private static final String ENCODED_MODEL = "%7Bmodel%7D";

    private BaseUrl() {}

    /// Trims what people paste: spaces, slashes, a whole endpoint. A bare host gets the version of
    /// the protocol. A path stays as it is, but Anthropic's and Gemini's own clients put the
    /// version behind any base: there it is added, unless the path or a pasted endpoint shows
    /// whether there is one.
    ///
    /// @throws RefusedException when it is no http or https address
    static String normalize(Provider.Protocol protocol, String typed) {
        URI uri = parse(typed.strip().replace(MODEL, ENCODED_MODEL));
        String path = withoutSlashes(uri.getRawPath());
        String base = withoutEndpoint(path);
        String root = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        boolean told = base.length() < path.length() || VERSION.matcher(base).find();
        return told || (!base.isEmpty() && isOpenAi(protocol))
                ? root + base
                : root + base + version(protocol);
    }

    private static boolean isOpenAi(Provider.Protocol protocol) {
        return protocol == Provider.Protocol.OPENAI_CHAT
                || protocol == Provider.Protocol.OPENAI_RESPONSES;
    }

    private static String version(Provider.Protocol protocol) {
        return protocol == Provider.Protocol.GEMINI ? "/v1beta" : "/v1";
    }

    private static String withoutEndpoint(String path) {
        Matcher call = GEMINI_CALL.matcher(path);
        if (call.find()) {
            return withoutSlashes(path.substring(0, call.start()));
        }
        for (String endpoint : ENDPOINTS) {
            if (path.endsWith(endpoint)) {
                return withoutSlashes(path.substring(0, path.length() - endpoint.length()));
            }
        }
        return path;
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            boolean web =
                    "http".equalsIgnoreCase(uri.getScheme())
                            || "https".equalsIgnoreCase(uri.getScheme());
            if (web
                    && isHostAndPort(uri.getRawAuthority())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal: the text is no address at all
        }
        throw RefusedException.field(
                "base_url",
                "a base URL looks like https://api.example.com/v1, without a user name or query");
    }

    private static boolean isHostAndPort(@Nullable String authority) {
        Matcher matcher = AUTHORITY.matcher(authority == null ? "" : authority);
        return matcher.matches()
                && (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= HIGHEST_PORT);
    }

    /// The host of a normal base URL, that of IPv6 without its brackets.
    static String host(String baseUrl) {
        String authority = authority(baseUrl);
        if (authority.startsWith("[")) {
            return authority.substring(1, authority.indexOf(']'));
        }
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    /// A base URL without its path.
    static String root(String baseUrl) {
        URI uri = URI.create(baseUrl);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /// The port that a normal base URL names; -1: none.
    static int port(String baseUrl) {
        String authority = authority(baseUrl);
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        return colon < 0 ? -1 : Integer.parseInt(authority.substring(colon + 1));
    }

    /// Host and port, without a pattern: it is looked at in every call.
    private static String authority(String baseUrl) {
        int start = baseUrl.indexOf("://") + 3;
        int end = baseUrl.indexOf('/', start);
        return baseUrl.substring(start, end < 0 ? baseUrl.length() : end);
    }

    /// A base URL as people write it.
    static String written(String baseUrl) {
        return baseUrl.replace(ENCODED_MODEL, MODEL);
    }

    /// Whether a base URL, or its path, has a place for the model.
    static boolean namesModel(String address) {
        return address.contains(ENCODED_MODEL);
    }

    /// The address with the model in its place.
    static String naming(String address, String model) {
        return address.replace(ENCODED_MODEL, PathPart.encoded(model));
    }

    static String endpoint(Provider provider, String path) {
        return provider.baseUrl() + withQuery(provider, path);
    }

    /// The path with the query that the provider wants in each call.
    static String withQuery(Provider provider, String path) {
        String query = provider.connecting().transport().query();
        return query == null ? path : path + (path.indexOf('?') < 0 ? "?" : "&") + query;
    }
}
