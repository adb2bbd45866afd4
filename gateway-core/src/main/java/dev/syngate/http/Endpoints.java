package dev.syngate.http;

import dev.syngate.access.AccessControl;
import dev.syngate.access.Admission;
import dev.syngate.access.AdmissionResult;
import dev.syngate.access.ApiKeys;
import dev.syngate.admin.AdminApi;
import dev.syngate.admin.AdminReply;
import dev.syngate.admin.AdminToken;
import dev.syngate.billing.Ledger;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.pipeline.Reply;
import dev.syngate.pipeline.StoredResponses;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.routing.Models;
import dev.syngate.routing.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The path table: what is served where.
public final class Endpoints {
    private static final String JSON = "application/json";
    private static final int LONGEST_CHALLENGE = 100;
    private static final byte[] OK = "ok\n".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> ADMIN = List.of("api", "admin", "v1");
    private static final Map<String, String> OTHERS =
            Map.of(
                    "models", "GET",
                    "api/status", "GET",
                    "healthz", "GET",
                    "metrics", "GET",
                    "openapi.json", "GET",
                    "key", "GET",
                    "api/usage/token", "GET",
                    "dashboard/billing/subscription", "GET",
                    "dashboard/billing/usage", "GET");

    private final Services services;
    private final KeyFacts keyFacts;

    /// What is served.
    ///
    /// @param status what `/api/status` tells everyone; nothing secret
    /// @param metrics what `/metrics` tells this machine
    public record Services(
            AccessControl access,
            Pipeline pipeline,
            StoredResponses storedResponses,
            Models models,
            ApiKeys keys,
            Ledger ledger,
            AdminApi admin,
            AdminToken adminToken,
            Supplier<JsonNode> status,
            Supplier<String> metrics,
            InstantSource clock) {}

    public Endpoints(Services services) {
        this.services = services;
        this.keyFacts = new KeyFacts(services.keys(), services.ledger());
    }

    /// Every path that is served, with its method; calls of models are all POST.
    static Map<String, String> otherPaths() {
        return OTHERS;
    }

    void serve(HttpRequest request, UndertowReply reply) {
        Paths path = Paths.of(request.path());
        if (path.hint() != null) {
            reply.header("X-Syngate-Hint", path.hint());
        }
        List<String> segments = path.segments();
        if (segments.size() > ADMIN.size() && segments.subList(0, ADMIN.size()).equals(ADMIN)) {
            serveAdmin(request, path, segments.subList(ADMIN.size(), segments.size()), reply);
            return;
        }
        Paths.ModelCall call = path.modelCall();
        if (call != null) {
            only("POST", request, reply, () -> relay(request, path, call, reply));
        } else if (segments.size() > 1 && segments.getFirst().equals("models")) {
            only("GET", request, reply, () -> showModel(request, path, reply));
        } else if (isStoredResponse(segments)) {
            storedResponse(request, path, reply);
        } else {
            serveOther(request, path, reply);
        }
    }

    /// Whether the path is that of a response which a provider keeps.
    private static boolean isStoredResponse(List<String> segments) {
        boolean items = segments.size() == 3 && segments.get(2).equals("input_items");
        return (segments.size() == 2 || items) && segments.getFirst().equals("responses");
    }

    private void storedResponse(HttpRequest request, Paths path, UndertowReply reply) {
        boolean deletes = path.segments().size() == 2 && request.method().equals("DELETE");
        Caller caller = new Caller.Bearer(request.secret(path));
        only(
                deletes ? "DELETE" : "GET",
                request,
                reply,
                () ->
                        services.storedResponses()
                                .serve(
                                        deletes ? "DELETE" : "GET",
                                        request.passedOnQuery(),
                                        call(request, path, caller, request.body(), reply),
                                        reply));
    }

    private void serveOther(HttpRequest request, Paths path, UndertowReply reply) {
        String method = OTHERS.get(path.joined());
        if (method == null) {
            reply.refuse(unknown(request, path));
            return;
        }
        only(method, request, reply, () -> show(request, path, reply));
    }

    private void show(HttpRequest request, Paths path, UndertowReply reply) {
        switch (path.joined()) {
            case "models" ->
                    identified(
                            request,
                            path,
                            reply,
                            admission ->
                                    ModelList.of(
                                            services.models(),
                                            admission,
                                            ModelList.Shape.of(request.headers(), path)));
            case "key" -> identified(request, path, reply, keyFacts::key);
            case "api/usage/token" -> identified(request, path, reply, keyFacts::usage);
            case "dashboard/billing/subscription" ->
                    identified(request, path, reply, keyFacts::subscription);
            case "dashboard/billing/usage" -> identified(request, path, reply, keyFacts::spent);
            case "api/status" -> json(reply, services.status().get());
            case "openapi.json" -> reply.whole(200, JSON, OpenApi.document());
            case "metrics" -> metrics(request, reply);
            default -> reply.whole(200, "text/plain", OK);
        }
    }

    private void metrics(HttpRequest request, UndertowReply reply) {
        if (!request.remote().isLoopbackAddress()) {
            reply.refuse(
                    Refusal.of(ErrorCode.IP_NOT_ALLOWED, "Metrics are for this machine alone."));
            return;
        }
        byte[] text = services.metrics().get().getBytes(StandardCharsets.UTF_8);
        reply.whole(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    private void identified(
            HttpRequest request,
            Paths path,
            UndertowReply reply,
            Function<Admission, JsonNode> answer) {
        Caller caller = new Caller.Bearer(request.secret(path));
        switch (services.access().identify(call(request, path, caller, request.body(), reply))) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                json(reply, answer.apply(yes.admission()));
            }
        }
    }

    private void showModel(HttpRequest request, Paths path, UndertowReply reply) {
        String id = String.join("/", path.segments().subList(1, path.segments().size()));
        Caller caller = new Caller.Bearer(request.secret(path));
        switch (services.access().identify(call(request, path, caller, request.body(), reply))) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                JsonNode found =
                        ModelList.one(
                                services.models(),
                                yes.admission(),
                                id,
                                ModelList.Shape.of(request.headers(), path));
                if (found == null) {
                    reply.refuse(Router.unknown(id));
                } else {
                    json(reply, found);
                }
            }
        }
    }

    private static void json(Reply reply, JsonNode body) {
        reply.whole(200, JSON, Json.MAPPER.writeValueAsBytes(body));
    }

    private static void only(String method, HttpRequest request, Reply reply, Runnable then) {
        boolean head = method.equals("GET") && request.method().equals("HEAD");
        if (request.method().equals(method) || head) {
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

    private void relay(
            HttpRequest request, Paths path, Paths.ModelCall wanted, UndertowReply reply) {
        Caller caller = new Caller.Bearer(request.secret(path));
        services.pipeline()
                .serve(
                        wanted.endpoint(),
                        wanted.model(),
                        call(request, path, caller, request.body(), reply),
                        wantsArray(request, wanted) ? new JsonArrayReply(reply) : reply);
    }

    /// Gemini streams events to those who ask for them, and an array to all others.
    private static boolean wantsArray(HttpRequest request, Paths.ModelCall wanted) {
        return wanted.endpoint() == Endpoint.STREAM_GENERATE_CONTENT
                && !"sse".equals(request.query().get("alt"));
    }

    private Call call(
            HttpRequest request, Paths path, Caller caller, byte[] body, UndertowReply reply) {
        Instant now = services.clock().instant();
        return new Call(
                RequestIds.next(now),
                now,
                System.nanoTime(),
                caller,
                request.remote(),
                path.joined(),
                body,
                request.upload(),
                request.contentType(),
                request.passedOn(),
                reply.cancellation());
    }

    private void serveAdmin(
            HttpRequest request, Paths path, List<String> resource, UndertowReply reply) {
        boolean local = request.remote().isLoopbackAddress();
        if (local && resource.equals(List.of("proof"))) {
            only("GET", request, reply, () -> json(reply, proof(request)));
            return;
        }
        if (!local || !services.adminToken().matches(request.secret(path))) {
            reply.refuse(
                    Refusal.of(
                            ErrorCode.INVALID_API_KEY,
                            "The management API needs the admin token of this data directory, from this machine."));
            return;
        }
        if (resource.equals(List.of("chat"))) {
            AdminChat.serve(
                    request,
                    services.pipeline(),
                    (caller, body) ->
                            call(request, Paths.of("chat/completions"), caller, body, reply),
                    reply);
            return;
        }
        AdminReply answer =
                services.admin()
                        .handle(request.method(), resource, request.query(), bodyOf(request));
        reply.whole(answer.status(), JSON, Json.MAPPER.writeValueAsBytes(answer.body()));
    }

    /// Shows who knows the admin token that this gateway does too; see [AdminToken#proof].
    private JsonNode proof(HttpRequest request) {
        String challenge = request.query().getOrDefault("challenge", "");
        String proof =
                challenge.length() > LONGEST_CHALLENGE
                        ? ""
                        : services.adminToken().proof(challenge, request.port());
        return Json.MAPPER.createObjectNode().put("proof", proof);
    }

    private static @Nullable JsonNode bodyOf(HttpRequest request) {
        return request.body().length == 0 ? null : Json.MAPPER.readTree(request.body());
    }

    private static Refusal unknown(HttpRequest request, Paths path) {
        String nearest = nearest(path);
        String shown =
                request.path().length() > 200
                        ? request.path().substring(0, 200) + "…"
                        : request.path();
        return Refusal.of(
                ErrorCode.NOT_FOUND,
                "%s %s is not served here. The nearest is /v1/%s."
                        .formatted(request.method(), shown, nearest));
    }

    /// The served path with the most words in common.
    private static String nearest(Paths path) {
        Set<String> words = Set.copyOf(path.segments());
        return Stream.concat(
                        Stream.of(Endpoint.values()).map(Endpoint::path), OTHERS.keySet().stream())
                .max(
                        Comparator.comparingLong(known ->
                                Stream.of(known.split("/")).filter(words::contains).count()))
                .filter(known -> Stream.of(known.split("/")).anyMatch(words::contains))
                .orElse("chat/completions");
    }
}
