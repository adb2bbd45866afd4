package dev.syngate.http;

import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// How the gateway does.
public final class StatusPaths implements Served {
    private static final byte[] OK = "ok\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WELCOME =
            """
            Syngate is running.
            Tools take this address, with /v1 at its end, as their base URL, and one of Syngate's API keys.
            What is served: /openapi.json
            """
                    .getBytes(StandardCharsets.US_ASCII);

    private final Supplier<JsonNode> status;
    private final Supplier<String> metrics;

    /// @param status what everyone is told; nothing secret
    /// @param metrics in the text format of Prometheus
    public StatusPaths(Supplier<JsonNode> status, Supplier<String> metrics) {
        this.status = status;
        this.metrics = metrics;
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.get(
                        "/",
                        Access.ANYONE,
                        "For people who open the base URL in a browser.",
                        (request, reply) -> reply.whole(200, "text/plain", WELCOME)),
                Row.get(
                        "/healthz",
                        Access.ANYONE,
                        "That it runs.",
                        (request, reply) -> reply.whole(200, "text/plain", OK)),
                Row.get(
                        "/api/status",
                        Access.ANYONE,
                        "Since when it runs.",
                        (request, reply) -> reply.json(status.get())),
                Row.get(
                        "/metrics",
                        Access.THIS_MACHINE,
                        "Figures for Prometheus.",
                        (request, reply) ->
                                reply.whole(
                                        200,
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        metrics.get().getBytes(StandardCharsets.UTF_8))));
    }
}
