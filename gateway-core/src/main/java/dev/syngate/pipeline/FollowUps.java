package dev.syngate.pipeline;

import dev.syngate.access.AccessControl;
import dev.syngate.access.Admission;
import dev.syngate.access.AdmissionResult;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.RefusedException;
import dev.syngate.codec.ResponseObject;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.provider.Upstream;
import dev.syngate.responses.ItemList;
import dev.syngate.responses.Kept;
import dev.syngate.responses.KeptResponses;
import dev.syngate.responses.ResponseRetention;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Shows, cancels and deletes responses that are kept, here or by a provider: for the key that
/// asked for them alone. No model runs, so nothing is held, charged or recorded; the key's rate
/// limit counts.
public final class FollowUps {
    private static final String JSON = "application/json";

    private final AccessControl access;
    private final KeptResponses kept;
    private final Background background;
    private final Providers providers;
    private final Dispatcher dispatcher;

    public FollowUps(
            AccessControl access,
            KeptResponses kept,
            Background background,
            Providers providers,
            Dispatcher dispatcher) {
        this.access = access;
        this.kept = kept;
        this.background = background;
        this.providers = providers;
        this.dispatcher = dispatcher;
    }

    /// What is asked of a response.
    public enum Kind {
        SHOW("GET"),
        LIST_INPUT("GET"),
        CANCEL("POST"),
        DELETE("DELETE");

        private final String method;

        Kind(String method) {
            this.method = method;
        }
    }

    /// Serves one call.
    ///
    /// @param id the response's
    /// @param query what may be passed on
    /// @param passedOn the same with its question mark; empty: none
    public void serve(
            Kind kind,
            String id,
            Map<String, String> query,
            String passedOn,
            Call call,
            Reply reply) {
        reply.header("x-request-id", call.id());
        switch (access.admit(call)) {
            case AdmissionResult.Refused no -> {
                reply.rateLimit(no::rateLimit);
                reply.refuse(no.refusal());
            }
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                try {
                    serve(kind, id, query, passedOn, call, yes.admission(), reply);
                } catch (RefusedException e) {
                    reply.refuse(e.refusal());
                } finally {
                    yes.admission().ticket().close();
                }
            }
        }
    }

    private void serve(
            Kind kind,
            String id,
            Map<String, String> query,
            String passedOn,
            Call call,
            Admission admission,
            Reply reply) {
        String key = admission.spender().key();
        Kept one = kept.find(id, key);
        if (one == null) {
            throw unknown(id);
        }
        if (one.provider() == null) {
            ObjectNode answer = ours(kind, id, key, query, passedOn);
            reply.whole(200, JSON, Json.MAPPER.writeValueAsBytes(answer));
            return;
        }
        Target keeper = keeper(one);
        if (keeper == null) {
            throw unknown(id);
        }
        Dispatch dispatch = passedOn(kind, keeper, call, passedOn);
        if (kind == Kind.DELETE && isGone(dispatch)) {
            kept.forget(id, key);
        }
        answer(dispatch, call, reply);
    }

    /// What is answered of a response that is kept here.
    private ObjectNode ours(
            Kind kind, String id, String key, Map<String, String> query, String passedOn) {
        return switch (kind) {
            case SHOW -> shown(id, key, query, passedOn.contains(ResponseObject.SEALS));
            case LIST_INPUT -> ItemList.of(id, content(id, key).input(), query);
            case CANCEL -> background.cancel(id, () -> content(id, key).response());
            case DELETE -> deleted(id, key);
        };
    }

    private ObjectNode shown(String id, String key, Map<String, String> query, boolean sealed) {
        if ("true".equals(query.get("stream"))) {
            throw RefusedException.field(
                    "stream", "A response that is kept is shown whole; leave `stream` out.");
        }
        ObjectNode response = background.asItIs(id, () -> content(id, key).response());
        return sealed ? response : ResponseObject.withoutSeals(response);
    }

    private KeptResponses.Content content(String id, String key) {
        KeptResponses.Content content = kept.content(id, key);
        if (content == null) {
            throw unknown(id);
        }
        return content;
    }

    private ObjectNode deleted(String id, String key) {
        background.stop(id);
        kept.forget(id, key);
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", "response")
                .put("deleted", true);
    }

    /// Where a response is kept, with the credential that it was asked for with: others may be of
    /// another account.
    private @Nullable Target keeper(Kept one) {
        Provider provider = one.provider() == null ? null : providers.byId(one.provider());
        if (provider == null || !provider.enabled()) {
            return null;
        }
        List<Credential> usable = provider.usable();
        Credential credential =
                usable.stream()
                        .filter(each -> each.id().equals(one.credential()))
                        .findFirst()
                        .orElse(usable.isEmpty() ? null : usable.getFirst());
        return new Target(provider, credential, "", null);
    }

    private Dispatch passedOn(Kind kind, Target keeper, Call call, String query) {
        return dispatcher.open(
                List.of(keeper),
                target ->
                        Upstream.Request.without(
                                kind.method,
                                target.provider(),
                                target.credential(),
                                "/" + call.path() + query),
                call.cancellation());
    }

    /// Whether the provider, asked to delete a response, has it no more: where it failed, the
    /// response stays its key's, to be deleted another time.
    private static boolean isGone(Dispatch deleted) {
        return switch (deleted) {
            case Dispatch.Opened done -> true;
            case Dispatch.Rejected no -> no.status() == ErrorCode.NOT_FOUND.status();
            case Dispatch.Failed failed -> false;
            case Dispatch.Abandoned left -> false;
        };
    }

    private static void answer(Dispatch dispatch, Call call, Reply reply) {
        switch (dispatch) {
            case Dispatch.Opened opened -> whole(opened, call, reply);
            case Dispatch.Rejected no -> {
                RouteHeaders.putProvider(reply, no.target());
                reply.whole(
                        no.status(),
                        JSON,
                        ErrorBodies.passedOn(
                                no.status(), no.message(), no.code(), ErrorShape.OPENAI));
            }
            case Dispatch.Failed failed -> reply.refuse(failed.refusal());
            case Dispatch.Abandoned left -> reply.end();
        }
    }

    private static void whole(Dispatch.Opened opened, Call call, Reply reply) {
        try (var upstream = opened.reply()) {
            byte[] body = WholeBody.read(upstream);
            upstream.ended(true);
            RouteHeaders.put(reply, call, opened);
            reply.whole(upstream.status(), JSON, body);
        } catch (IOException e) {
            if (call.cancellation().isCancelled()) {
                reply.end();
            } else {
                reply.refuse(Relay.broken(e));
            }
        }
    }

    private RefusedException unknown(String id) {
        ResponseRetention.Limits limits = kept.limits();
        String shown = id.length() > 100 ? id.substring(0, 100) + "…" : id;
        return RefusedException.notFound(
                "No response \"%s\" is known for this API key. Only the key that asked for a response may read it, for %d days and the latest %,d of all."
                        .formatted(shown, limits.days(), limits.responses()));
    }
}
