package dev.syngate.pipeline;

import dev.syngate.access.AccessControl;
import dev.syngate.access.Admission;
import dev.syngate.access.AdmissionResult;
import dev.syngate.call.Call;
import dev.syngate.call.ErrorCode;
import dev.syngate.call.Refusal;
import dev.syngate.codec.KeptResponses;
import dev.syngate.pipeline.ResponseOwners.Owned;
import dev.syngate.protocol.ErrorBodies;
import dev.syngate.protocol.ErrorShape;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.provider.Upstream;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows and deletes responses that a provider keeps, or that are kept here for one that can't: for
/// the key that asked for them alone. No model runs, so nothing is held, charged or recorded; the
/// key's rate limit counts.
public final class StoredResponses {
    private static final String JSON = "application/json";

    private static final String ITEMS = "input_items";

    private final AccessControl access;
    private final KeptResponses own;
    private final ResponseOwners kept;
    private final Providers providers;
    private final Dispatcher dispatcher;

    public StoredResponses(
            AccessControl access,
            KeptResponses own,
            ResponseOwners kept,
            Providers providers,
            Dispatcher dispatcher) {
        this.access = access;
        this.own = own;
        this.kept = kept;
        this.providers = providers;
        this.dispatcher = dispatcher;
    }

    /// Serves one call whose path begins with `responses/` and an id.
    ///
    /// @param query with its question mark; empty: none
    public void serve(String method, String query, Call call, Reply reply) {
        reply.header("x-request-id", call.id());
        switch (access.admit(call)) {
            case AdmissionResult.Refused no -> {
                reply.rateLimit(no::rateLimit);
                reply.refuse(no.refusal());
            }
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                try {
                    serve(method, query, call, yes.admission(), reply);
                } finally {
                    yes.admission().ticket().close();
                }
            }
        }
    }

    private void serve(String method, String query, Call call, Admission admission, Reply reply) {
        String[] parts = call.path().split("/");
        String id = parts[1];
        boolean served = parts.length == 2 || (parts.length == 3 && parts[2].equals(ITEMS));
        byte[] ours = served ? ours(method, id, parts.length == 3, admission) : null;
        if (ours != null) {
            reply.whole(200, JSON, ours);
            return;
        }
        Target keeper = served ? keeper(id, admission) : null;
        if (keeper == null) {
            reply.refuse(unknown(id));
            return;
        }
        Dispatch dispatch =
                dispatcher.open(
                        List.of(keeper),
                        target ->
                                Upstream.Request.without(
                                        method,
                                        target.provider(),
                                        target.credential(),
                                        "/" + call.path() + query),
                        call.cancellation());
        answer(dispatch, call, reply);
        if (method.equals("DELETE") && dispatch instanceof Dispatch.Opened) {
            kept.forget(id);
        }
    }

    /// What is answered of a response that is kept here; null: it is not.
    private byte @Nullable [] ours(String method, String id, boolean items, Admission admission) {
        String key = admission.spender().key();
        if (!method.equals("DELETE")) {
            return items ? own.inputItems(id, key) : own.response(id, key);
        }
        return own.forget(id, key)
                ? Json.MAPPER.writeValueAsBytes(
                        Json.MAPPER
                                .createObjectNode()
                                .put("id", id)
                                .put("object", "response")
                                .put("deleted", true))
                : null;
    }

    /// Where the response is kept, with the credential that it was asked for with: others may be of
    /// another account.
    private @Nullable Target keeper(String id, Admission admission) {
        Owned owned = kept.of(id, admission.spender().key());
        Provider provider = owned == null ? null : providers.byId(owned.provider());
        if (owned == null || provider == null || !provider.enabled()) {
            return null;
        }
        List<Credential> usable = provider.usable();
        Credential credential =
                usable.stream()
                        .filter(one -> one.id().equals(owned.credential()))
                        .findFirst()
                        .orElse(usable.isEmpty() ? null : usable.getFirst());
        return new Target(provider, credential, "", null);
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

    private static Refusal unknown(String id) {
        String shown = id.length() > 100 ? id.substring(0, 100) + "…" : id;
        return Refusal.of(
                ErrorCode.NOT_FOUND,
                "No response \"%s\" is known for this API key. Only the key that asked for a response may read it, the latest 10,000 of all."
                        .formatted(shown));
    }
}
