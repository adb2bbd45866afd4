package dev.syngate.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the many forms in which clients spell a base URL: `/v1`, `/api/v1`, the root,
/// `/rpc/<anything>/api/v1`, a full endpoint pasted as base, doubled versions, doubled and trailing
/// slashes.
record Paths(List<String> segments, @Nullable String hint) {
    static Paths of(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.size() > 2 && parts.getFirst().equals("rpc")) {
            parts = parts.subList(2, parts.size());
        }
        if (parts.size() > 1 && parts.getFirst().equals("api") && parts.get(1).equals("v1")) {
            parts = parts.subList(1, parts.size());
        }
        return withoutRepeats(parts);
    }

    private static Paths withoutRepeats(List<String> parts) {
        String hint = null;
        List<String> rest = parts;
        while (rest.size() > 1 && rest.getFirst().equals("v1") && rest.get(1).equals("v1")) {
            rest = rest.subList(1, rest.size());
            hint = "The path has /v1 twice: end the base URL with one /v1.";
        }
        List<String> doubled = List.of("chat", "completions", "chat", "completions");
        int tail = rest.size() - doubled.size();
        if (tail >= 0 && rest.subList(tail, rest.size()).equals(doubled)) {
            rest = rest.subList(0, rest.size() - 2);
            hint = "The base URL holds a whole endpoint: end it with /v1.";
        }
        if (!rest.isEmpty() && rest.getFirst().equals("v1")) {
            rest = rest.subList(1, rest.size());
        }
        return new Paths(List.copyOf(rest), hint);
    }

    /// Whether a caller of the path speaks Anthropic's protocol.
    static boolean isMessages(String path) {
        return path.contains("/messages") && of(path).segments().indexOf("messages") == 0;
    }

    String joined() {
        return String.join("/", segments);
    }
}
