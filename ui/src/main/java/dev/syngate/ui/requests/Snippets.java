package dev.syngate.ui.requests;

import dev.syngate.requestlog.RequestRecord;

/// Code that sends a request like one that was recorded; its words were not kept, so it says hello.
record Snippets(String address) {
    private String url(RequestRecord item) {
        return address + "/v1/" + item.endpoint();
    }

    private static String body(RequestRecord item) {
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
            headers={"Authorization": "Bearer " + os.environ["SYNGATE_API_KEY"]},
            json=%s,
        )
        print(answer.status_code, answer.text)
        """
                .formatted(url(item), body(item).replace(": true", ": True"));
    }
}
