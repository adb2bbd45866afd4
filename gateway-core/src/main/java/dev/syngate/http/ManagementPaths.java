package dev.syngate.http;

import dev.syngate.admin.AdminApi;
import dev.syngate.admin.AdminReply;
import dev.syngate.admin.AdminToken;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.protocol.Json;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The management API over HTTP, for the command line.
public final class ManagementPaths implements Served {
    /// Below it everything needs the admin token, but the proof.
    static final String ROOT = "/api/admin/v1/";

    private static final int ROOT_SEGMENTS = 3;
    private static final int LONGEST_CHALLENGE = 100;
    private static final String CHAT = "chat/completions";

    private final AdminApi admin;
    private final AdminToken token;
    private final Pipeline pipeline;
    private final InstantSource clock;

    public ManagementPaths(
            AdminApi admin, AdminToken token, Pipeline pipeline, InstantSource clock) {
        this.admin = admin;
        this.token = token;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    @Override
    public List<Row> rows() {
        return List.of(
                Row.get(ROOT + "proof", Access.THIS_MACHINE, "A proof.", this::prove),
                Row.of("POST", ROOT + "chat", Access.ADMIN_TOKEN, "The answer.", this::chat),
                Row.of("*", ROOT + "{+resource}", Access.ADMIN_TOKEN, "The result.", this::manage));
    }

    boolean mayManage(HttpRequest request) {
        return request.remote().isLoopbackAddress() && token.matches(request.secret());
    }

    /// Shows who knows the admin token that this gateway does too; see [AdminToken#proof].
    private void prove(HttpRequest request, UndertowReply reply) {
        String challenge = request.query().getOrDefault("challenge", "");
        String proof =
                challenge.length() > LONGEST_CHALLENGE
                        ? ""
                        : token.proof(challenge, request.port());
        reply.json(Json.MAPPER.createObjectNode().put("proof", proof));
    }

    private void chat(HttpRequest request, UndertowReply reply) {
        AdminChat.serve(
                request,
                pipeline,
                (caller, body) -> call(request, caller, body, reply),
                reply);
    }

    private Call call(
            HttpRequest request, Caller caller, byte[] body, UndertowReply reply) {
        return request.call(caller, CHAT, body, clock.instant(), reply.cancellation());
    }

    private void manage(HttpRequest request, UndertowReply reply) {
        List<String> segments = request.path().segments();
        JsonNode body = request.body().length == 0 ? null : Json.MAPPER.readTree(request.body());
        AdminReply answer =
                admin.handle(
                        request.method(),
                        segments.subList(ROOT_SEGMENTS, segments.size()),
                        request.query(),
                        body);
        reply.whole(
                answer.status(),
                UndertowReply.JSON,
                Json.MAPPER.writeValueAsBytes(answer.body()));
    }
}
