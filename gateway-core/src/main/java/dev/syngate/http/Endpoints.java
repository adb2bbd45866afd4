package dev.syngate.http;

import dev.syngate.access.AccessControl;
import dev.syngate.access.AdmissionResult;
import dev.syngate.admin.AdminApi;
import dev.syngate.admin.AdminReply;
import dev.syngate.admin.AdminToken;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.Reply;
import dev.syngate.protocol.Json;
import dev.syngate.routing.Models;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The path table: what is served where.
public final class Endpoints {
    private static final String JSON = "application/json";
    private static final List<String> ADMIN = List.of("api", "admin", "v1");
    private static final List<String> KNOWN =
            List.of("chat/completions", "models", "api/status", "healthz");

    private final AccessControl access;
    private final Pipeline pipeline;
    private final Models models;
    private final AdminApi admin;
    private final AdminToken adminToken;
    private final Supplier<JsonNode> status;
    private final InstantSource clock;

    /// @param status what `/api/status` tells everyone; nothing secret
    public Endpoints(
            AccessControl access,
            Pipeline pipeline,
            Models models,
            AdminApi admin,
            AdminToken adminToken,
            Supplier<JsonNode> status,
            InstantSource clock) {
        this.access = access;
        this.pipeline = pipeline;
        this.models = models;
        this.admin = admin;
        this.adminToken = adminToken;
        this.status = status;
        this.clock = clock;
    }

    void serve(HttpRequest request, UndertowReply reply) {
        Paths path = Paths.of(request.path());
        if (path.hint() != null) {
            reply.header("X-Syngate-Hint", path.hint());
        }
        if (path.segments().size() > ADMIN.size()
                && path.segments().subList(0, ADMIN.size()).equals(ADMIN)) {
            serveAdmin(
                    request, path.segments().subList(ADMIN.size(), path.segments().size()), reply);
            return;
        }
        switch (path.joined()) {
            case "chat/completions" ->
                    only("POST", request, reply, () -> chat(request, path, reply));
            case "models" -> only("GET", request, reply, () -> listModels(request, path, reply));
            case "api/status" ->
                    only(
                            "GET",
                            request,
                            reply,
                            () ->
                                    reply.whole(
                                            200,
                                            JSON,
                                            Json.MAPPER.writeValueAsBytes(status.get())));
            case "healthz" ->
                    only(
                            "GET",
                            request,
                            reply,
                            () ->
                                    reply.whole(
                                            200,
                                            "text/plain",
                                            "ok\n"
                                                    .getBytes(
                                                            java.nio.charset.StandardCharsets
                                                                    .US_ASCII)));
            default -> reply.refuse(unknown(request, path));
        }
    }

    private static void only(String method, HttpRequest request, Reply reply, Runnable then) {
        if (request.method().equals(method)) {
            then.run();
            return;
        }
        reply.header("Allow", method);
        reply.refuse(
                Refusal.of(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "%s is not served at this path; use %s."
                                .formatted(request.method(), method)));
    }

    private void chat(HttpRequest request, Paths path, UndertowReply reply) {
        pipeline.serve(
                call(request, path, new Caller.Bearer(request.secret()), request.body(), reply),
                reply);
    }

    private Call call(
            HttpRequest request, Paths path, Caller caller, byte[] body, UndertowReply reply) {
        Instant now = clock.instant();
        return new Call(
                RequestIds.next(now),
                now,
                System.nanoTime(),
                caller,
                request.remote(),
                path.joined(),
                body,
                reply.cancellation());
    }

    private void listModels(HttpRequest request, Paths path, UndertowReply reply) {
        Caller caller = new Caller.Bearer(request.secret());
        switch (access.identify(call(request, path, caller, request.body(), reply))) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes ->
                    reply.whole(200, JSON, ModelList.of(models, yes.admission()));
        }
    }

    private void serveAdmin(HttpRequest request, List<String> resource, UndertowReply reply) {
        if (!request.remote().isLoopbackAddress() || !adminToken.matches(request.secret())) {
            reply.refuse(
                    Refusal.of(
                            ErrorCode.INVALID_API_KEY,
                            "The management API needs the admin token of this data directory, from this machine."));
            return;
        }
        if (resource.equals(List.of("chat"))) {
            AdminChat.serve(
                    request,
                    pipeline,
                    (caller, body) ->
                            call(request, Paths.of("chat/completions"), caller, body, reply),
                    reply);
            return;
        }
        AdminReply answer =
                admin.handle(request.method(), resource, request.query(), bodyOf(request));
        reply.whole(answer.status(), JSON, Json.MAPPER.writeValueAsBytes(answer.body()));
    }

    private static @Nullable JsonNode bodyOf(HttpRequest request) {
        return request.body().length == 0 ? null : Json.MAPPER.readTree(request.body());
    }

    private static Refusal unknown(HttpRequest request, Paths path) {
        String nearest =
                KNOWN.stream()
                        .filter(known ->
                                path.joined().endsWith(known) || known.contains(last(path)))
                        .findFirst()
                        .orElse("chat/completions");
        String shown =
                request.path().length() > 200
                        ? request.path().substring(0, 200) + "…"
                        : request.path();
        return Refusal.of(
                ErrorCode.NOT_FOUND,
                "%s %s is not served here. The nearest is /v1/%s."
                        .formatted(request.method(), shown, nearest));
    }

    private static String last(Paths path) {
        return path.segments().isEmpty() ? "models" : path.segments().getLast();
    }
}
