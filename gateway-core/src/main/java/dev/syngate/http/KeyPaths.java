package dev.syngate.http;

import dev.syngate.access.AccessControl;
import dev.syngate.access.Admission;
import dev.syngate.access.AdmissionResult;
import dev.syngate.access.ApiKeys;
import dev.syngate.billing.Ledger;
import dev.syngate.call.RefusedException;
import dev.syngate.http.PathTable.Access;
import dev.syngate.http.PathTable.Row;
import dev.syngate.routing.Models;
import dev.syngate.routing.UnknownModel;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What an API key may use, and what is left on it. No model runs and nothing is charged.
public final class KeyPaths implements Served {
    private final AccessControl access;
    private final Models models;
    private final KeyFacts facts;
    private final InstantSource clock;

    public KeyPaths(
            AccessControl access, Models models, ApiKeys keys, Ledger ledger, InstantSource clock) {
        this.access = access;
        this.models = models;
        this.facts = new KeyFacts(keys, ledger);
        this.clock = clock;
    }

    @Override
    public List<Row> rows() {
        return List.of(
                row("/v1/models", "The models that the key may use.", this::models),
                row("/v1/models/{+model}", "The model.", this::model),
                row("/v1/key", "The key's limits and use.", facts::key),
                row("/api/usage/token", "The key's use.", facts::usage),
                row("/v1/dashboard/billing/subscription", "The key's limit.", facts::subscription),
                row("/v1/dashboard/billing/usage", "What the key has used.", facts::spent));
    }

    private Row row(String path, String answer, Function<Admission, JsonNode> body) {
        return row(path, answer, (request, admission) -> body.apply(admission));
    }

    private Row row(String path, String answer, BiFunction<HttpRequest, Admission, JsonNode> body) {
        return Row.get(
                path, Access.API_KEY, answer, (request, reply) -> identified(request, reply, body));
    }

    private void identified(
            HttpRequest request,
            UndertowReply reply,
            BiFunction<HttpRequest, Admission, JsonNode> body) {
        switch (access.identify(request.call(clock.instant(), reply.cancellation()))) {
            case AdmissionResult.Refused no -> reply.refuse(no.refusal());
            case AdmissionResult.Admitted yes -> {
                reply.rateLimit(yes.admission().ticket()::rateLimit);
                reply.json(body.apply(request, yes.admission()));
            }
        }
    }

    private JsonNode models(HttpRequest request, Admission admission) {
        return ModelList.of(models, admission, shape(request));
    }

    private JsonNode model(HttpRequest request, Admission admission) {
        List<String> segments = request.path().segments();
        String id = String.join("/", segments.subList(1, segments.size()));
        JsonNode found = ModelList.one(models, admission, id, shape(request));
        if (found == null) {
            throw new RefusedException(UnknownModel.refusal(id, admission.models(), models));
        }
        return found;
    }

    private static ModelList.Shape shape(HttpRequest request) {
        return ModelList.Shape.of(request.headers(), request.path());
    }
}
