package dev.syngate.admin;

import tools.jackson.databind.JsonNode;

/// An answer of the management API, without its transport.
///
/// @param status as in HTTP
public record AdminReply(int status, JsonNode body) {
    public boolean isOk() {
        return status < 300;
    }
}
