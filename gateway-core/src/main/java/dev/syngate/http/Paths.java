package dev.syngate.http;

import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.ErrorShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads the many forms in which clients spell a base URL: `/v1`, `/api/v1`, the root,
/// `/rpc/<anything>/api/v1`, a full endpoint pasted as base, doubled versions, doubled and trailing
/// slashes. A slash within the id of a model may be written as `%2F`, a backslash as `%5C`.
///
/// @param version the version that the path names; empty: none
/// @param segments what follows it
/// @param hint what the client should mend; null: nothing
/// @param modelCall the call of a model that it asks for; null: it is another path
record Paths(
        String version,
        List<String> segments,
        @Nullable String hint,
        @Nullable ModelCall modelCall) {
    private static final Set<String> VERSIONS = Set.of("v1", "v1beta", "v1alpha");

    /// In segments.
    private static final int LONGEST_ENDPOINT = 3;

    private static final String DOUBLED_VERSION =
            "The path has its version twice: end the base URL with one of them.";
    private static final String PASTED_ENDPOINT =
            "The base URL holds a whole endpoint: end it with the version, such as /v1.";

    /// Few paths are asked for again and again.
    private static final int MOST_KNOWN = 64;

    private static final Map<String, Paths> KNOWN = new ConcurrentHashMap<>();

    static Paths of(String path) {
        Paths known = KNOWN.get(path);
        if (known != null) {
            return known;
        }
        Paths read = read(path);
        if (read.modelCall != null && KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(path, read);
        }
        return read;
    }

    private static Paths read(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(withSlashes(part));
            }
        }
        if (parts.size() > 2 && parts.getFirst().equals("rpc")) {
            parts = parts.subList(2, parts.size());
        }
        if (parts.size() > 1 && parts.getFirst().equals("api") && VERSIONS.contains(parts.get(1))) {
            parts = parts.subList(1, parts.size());
        }
        return withoutVersion(parts);
    }

    /// All else that is encoded the listener has decoded.
    private static String withSlashes(String part) {
        return part.indexOf('%') < 0
                ? part
                : part.replace("%2F", "/")
                        .replace("%2f", "/")
                        .replace("%5C", "\\")
                        .replace("%5c", "\\");
    }

    private static Paths withoutVersion(List<String> parts) {
        String version = "";
        String hint = null;
        List<String> rest = parts;
        while (!rest.isEmpty() && VERSIONS.contains(rest.getFirst())) {
            hint = version.isEmpty() ? hint : DOUBLED_VERSION;
            version = rest.getFirst();
            rest = rest.subList(1, rest.size());
        }
        List<String> unpasted = withoutPastedEndpoint(rest);
        boolean pasted = unpasted.size() < rest.size();
        return new Paths(
                version,
                List.copyOf(unpasted),
                pasted ? PASTED_ENDPOINT : hint,
                modelCall(unpasted));
    }

    /// Drops an endpoint that stands before another one.
    private static List<String> withoutPastedEndpoint(List<String> parts) {
        for (int end = Math.min(parts.size() - 1, LONGEST_ENDPOINT); end > 0; end--) {
            List<String> rest = withoutVersions(parts.subList(end, parts.size()));
            if (isServed(parts.subList(0, end)) && isServed(rest)) {
                return rest;
            }
        }
        return parts;
    }

    private static List<String> withoutVersions(List<String> parts) {
        List<String> rest = parts;
        while (!rest.isEmpty() && VERSIONS.contains(rest.getFirst())) {
            rest = rest.subList(1, rest.size());
        }
        return rest;
    }

    private static boolean isServed(List<String> parts) {
        return Endpoint.ofPath(String.join("/", parts)) != null || parts.equals(List.of("models"));
    }

    String joined() {
        return String.join("/", segments);
    }

    /// A call of a model, where the path is one.
    ///
    /// @param model the model that the path names; null: the body names it
    record ModelCall(Endpoint endpoint, @Nullable String model) {}

    private static @Nullable ModelCall modelCall(List<String> segments) {
        Endpoint endpoint = Endpoint.ofPath(String.join("/", segments));
        if (endpoint != null) {
            return new ModelCall(endpoint, null);
        }
        if (segments.size() < 2 || !segments.getFirst().equals("models")) {
            return null;
        }
        String named = String.join("/", segments.subList(1, segments.size()));
        int colon = named.lastIndexOf(':');
        Endpoint verb = colon < 0 ? null : Endpoint.ofVerb(named.substring(colon + 1));
        return verb == null ? null : new ModelCall(verb, named.substring(0, colon));
    }

    /// Whether it is the list of models or one of them; in whose words is told by the headers.
    boolean isModels() {
        return !segments.isEmpty() && segments.getFirst().equals("models") && modelCall == null;
    }

    /// Whether the path belongs to Gemini's protocol.
    boolean isGemini() {
        return version.equals("v1beta")
                || version.equals("v1alpha")
                || errors() == ErrorShape.GEMINI;
    }

    /// In whose words errors are told at this path.
    ErrorShape errors() {
        if (modelCall != null) {
            return modelCall.endpoint().errors();
        }
        if (!segments.isEmpty() && segments.getFirst().equals("messages")) {
            return ErrorShape.ANTHROPIC;
        }
        return version.startsWith("v1") && version.length() > 2
                ? ErrorShape.GEMINI
                : ErrorShape.OPENAI;
    }
}
