package dev.syngate.ui.requests;

import dev.syngate.bodies.KeptBodies;
import dev.syngate.requestlog.RequestRecord;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Code that sends a request like one that was recorded; where its words were not kept it says
/// hello.
///
/// @param kept what was said; null: it is not kept
record Snippets(String address, @Nullable KeptBodies kept) {
    private String url(RequestRecord item) {
        return address + "/v1/" + item.endpoint();
    }

    private String body(RequestRecord item) {
        if (kept != null && !kept.isRequestCut()) {
            return new String(kept.request(), StandardCharsets.UTF_8);
        }
        String model = item.model().replace("\\", "\\\\").replace("\"", "\\\"");
        String stream = item.stream() ? ", \"stream\": true" : "";
        return "{\"model\": \"%s\"%s, \"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}"
                .formatted(model, stream);
    }

    String curl(RequestRecord item) {
        return """
        curl %s \\
          -H "Authorization: Bearer $SYNGATE_API_KEY" \\
          -H "Content-Type: application/json" \\
          -d '%s'
        """
                .formatted(url(item), body(item).replace("'", "'\\''"));
    }

    String python(RequestRecord item) {
        return """
        import os, requests

        answer = requests.post(
            "%s",
            headers={"Authorization": "Bearer " + os.environ["SYNGATE_API_KEY"],
                     "Content-Type": "application/json"},
            data=%s,
        )
        print(answer.status_code, answer.text)
        """
                .formatted(url(item), literal(body(item)));
    }

    /// A text of Python, in UTF-8.
    private static String literal(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> quoted.append("\\\"");
                        case '\\' -> quoted.append("\\\\");
                        case '\n' -> quoted.append("\\n");
                        case '\r' -> quoted.append("\\r");
                        default -> quoted.append((char) c);
                    }
                });
        return quoted.append("\".encode()").toString();
    }
}
