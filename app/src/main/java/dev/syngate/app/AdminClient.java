package dev.syngate.app;

import tools.jackson.databind.JsonNode;

/// A way to the management API.
sealed interface AdminClient permits LocalAdmin, RemoteAdmin {
    /// Calls it and returns the answer.
    ///
    /// @param path below `/api/admin/v1/`, its parts encoded, with a query where there is one
    /// @param body null node: none
    /// @throws CommandFailed with the API's own words when it refuses
    JsonNode call(String method, String path, JsonNode body);

    /// Asks a model as "This app" and hands the answer's pieces over as they come.
    ///
    /// @param body a chat request, and the `group` to be billed as
    void chat(JsonNode body, ChatListener listener);

    /// Sees an answer while it streams.
    interface ChatListener {
        void reasoning(String more);

        void text(String more);

        /// @param receipt `request_id`, `cost`, `model`, `upstream_model`, `usage`
        void receipt(JsonNode receipt);
    }

    static JsonNode answer(int status, JsonNode body) {
        if (status >= 300) {
            throw new CommandFailed(
                    body.path("error").path("message").asString("status " + status));
        }
        return body;
    }
}
