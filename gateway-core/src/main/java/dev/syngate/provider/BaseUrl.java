package dev.syngate.provider;

import dev.syngate.call.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/// The one place where addresses of upstream endpoints are made.
final class BaseUrl {
    private static final List<String> ENDPOINTS =
            List.of(
                    "/chat/completions",
                    "/completions",
                    "/responses",
                    "/messages",
                    "/embeddings",
                    "/models");
    private static final Pattern VERSIONED =
            Pattern.compile(".*(/v\\d+(beta|alpha)?|/openai|/compatible-mode/v1|/inference)");

    private BaseUrl() {}

    /// Trims what people paste: spaces, slashes, a whole endpoint; adds the version where none is
    /// named.
    ///
    /// @throws RefusedException when it is no http or https address
    static String normalize(Provider.Protocol protocol, String typed) {
        String url = withoutEnd(typed.strip(), "/");
        for (String endpoint : ENDPOINTS) {
            url = withoutEnd(url, endpoint);
        }
        url = withoutEnd(url, "/");
        check(url);
        String version = protocol == Provider.Protocol.GEMINI ? "/v1beta" : "/v1";
        return VERSIONED.matcher(url).matches() ? url : url + version;
    }

    private static String withoutEnd(String url, String end) {
        String shorter = url;
        while (shorter.endsWith(end)) {
            shorter = shorter.substring(0, shorter.length() - end.length());
        }
        return shorter;
    }

    private static void check(String url) {
        try {
            URI uri = URI.create(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal: the text is no address at all
        }
        throw RefusedException.field(
                "base_url",
                "a base URL looks like https://api.example.com/v1, without a user name or query");
    }

    static String endpoint(Provider provider, String path) {
        return provider.baseUrl() + path;
    }
}
