package dev.syngate.admin;

import static java.util.Comparator.naturalOrder;

import dev.syngate.call.Cancellation;
import dev.syngate.money.Money;
import dev.syngate.pipeline.ModelTrial;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Checklist;
import dev.syngate.provider.Checklist.Step;
import dev.syngate.provider.Credential;
import dev.syngate.provider.ProbeHistory;
import dev.syngate.provider.Provider;
import dev.syngate.provider.ProviderCheck;
import dev.syngate.provider.Providers;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import dev.syngate.routing.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The checklist of a provider: what costs nothing at once, what costs money only where it is asked
/// for, with the most that it can cost said before. A test that runs can be stopped.
final class ProviderTestAdmin {
    private static final Set<String> FIELDS = Set.of("key", "model", "paid");

    private final Providers providers;
    private final ProviderCheck check;
    private final ModelTrial trial;
    private final Models models;
    private final ProbeHistory history;
    private final InstantSource clock;

    /// The tests that run.
    private final Map<Cancellation, Running> running = new ConcurrentHashMap<>();

    ProviderTestAdmin(
            Providers providers,
            ProviderCheck check,
            ModelTrial trial,
            Models models,
            ProbeHistory history,
            InstantSource clock) {
        this.history = history;
        this.clock = clock;
        this.providers = providers;
        this.check = check;
        this.trial = trial;
        this.models = models;
    }

    /// A test that runs.
    ///
    /// @param provider its id
    /// @param steps those that have ended, the first at the front
    private record Running(String provider, List<Step> steps) {}

    JsonNode run(Provider provider, @Nullable JsonNode body) {
        Fields fields = new Fields(body == null ? Json.MAPPER.createObjectNode() : body, FIELDS);
        Credential credential =
                fields.has("key")
                        ? providers.credential(provider, fields.text("key"))
                        : provider.usable().stream().findFirst().orElse(null);
        Cancellation cancellation = new Cancellation();
        List<Step> ended = new CopyOnWriteArrayList<>();
        running.put(cancellation, new Running(provider.id(), ended));
        try {
            Checklist found = check.test(provider, credential, cancellation, ended::add);
            ObjectNode shown = show(provider, found);
            ArrayNode steps = shown.putArray("steps");
            found.steps().forEach(step -> add(steps, step));
            Target target =
                    found.ok()
                            ? targetOf(provider, credential, fields.textOrNull("model"), found)
                            : null;
            if (target != null) {
                trial(shown, steps, target, fields, cancellation, ended::add);
                noteUnlisted(shown.withObject("trial"), provider, found, target, fields);
            }
            keep(provider, shown);
            return shown;
        } finally {
            running.remove(cancellation);
        }
    }

    /// A model may answer that the provider does not list; or nobody knows it, and its name is
    /// wrong.
    private static void noteUnlisted(
            ObjectNode trial, Provider provider, Checklist found, Target target, Fields fields) {
        boolean listed =
                found.models().isEmpty() || found.models().contains(target.upstreamModel());
        if (fields.has("model") && !listed) {
            trial.put(
                    "note",
                    "the provider \"%s\" does not list \"%s\""
                            .formatted(provider.name(), target.upstreamModel()));
        }
    }

    private void keep(Provider provider, ObjectNode shown) {
        JsonNode trial = shown.path("trial");
        boolean asked = trial.path("asked").asBoolean(false);
        history.tested(
                provider,
                shown.path("ok").asBoolean(false),
                shown.path("detail").asString(""),
                shown.path("steps").valueStream().mapToLong(step -> step.path("ms").asLong()).sum(),
                asked ? trial.path("model").asString("") : null,
                asked && trial.path("cost").isString() ? trial.path("cost").asString() : null);
    }

    /// The test of the provider that runs, as far as it has come, and what came of the last ones.
    JsonNode look(Provider provider) {
        ObjectNode shown = Json.MAPPER.createObjectNode().put("provider", provider.name());
        ArrayNode steps = shown.putArray("steps");
        List<Running> now =
                running.values().stream()
                        .filter(each -> each.provider().equals(provider.id()))
                        .toList();
        now.forEach(each -> each.steps().forEach(step -> add(steps, step)));
        shown.put("running", !now.isEmpty());
        ArrayNode past = shown.putArray("history");
        for (ProbeHistory.Result result : history.of(provider)) {
            past.addObject()
                    .put("time", result.time().toString())
                    .put("by", result.automatic() ? "gateway" : "person")
                    .put("ok", result.ok())
                    .put("detail", result.detail())
                    .put("ms", result.millis())
                    .put("model", result.model())
                    .put("cost", result.cost());
        }
        return shown;
    }

    /// Forgets what came of the tests of a provider that is no more.
    void forget(String provider) {
        history.forget(provider);
    }

    /// Ends the tests of the provider that run, if there are any.
    JsonNode stop(Provider provider) {
        List<Cancellation> found =
                running.entrySet().stream()
                        .filter(each -> each.getValue().provider().equals(provider.id()))
                        .map(Map.Entry::getKey)
                        .toList();
        found.forEach(Cancellation::cancel);
        return Json.MAPPER
                .createObjectNode()
                .put("provider", provider.name())
                .put("stopped", !found.isEmpty());
    }

    private void trial(
            ObjectNode shown,
            ArrayNode steps,
            Target target,
            Fields fields,
            Cancellation cancellation,
            Consumer<Step> told) {
        Money most = trial.most(target);
        boolean paid = fields.flag("paid");
        ObjectNode about =
                shown.putObject("trial")
                        .put("model", target.upstreamModel())
                        .put("most", most == null ? null : most.dollars())
                        .put("asked", paid);
        ModelTrial.questions().forEach(each -> about.withArrayProperty("steps").add(word(each)));
        if (paid) {
            ModelTrial.Result result = trial.run(target, cancellation, told);
            result.steps().forEach(step -> add(steps, step));
            about.put("cost", result.cost() == null ? null : result.cost().dollars());
            // a model without tools is no provider that fails
            result.steps().stream()
                    .filter(step -> !step.ok() && step.question() != Checklist.Question.TOOLS)
                    .findFirst()
                    .ifPresent(step -> shown.put("ok", false).put("detail", step.text()));
        }
    }

    private static ObjectNode show(Provider provider, Checklist found) {
        return Json.MAPPER
                .createObjectNode()
                .put("provider", provider.name())
                .put("ok", found.ok())
                .put("detail", found.detail())
                .put("models", found.listed().size());
    }

    private static void add(ArrayNode steps, Step step) {
        steps.addObject()
                .put("step", word(step.question()))
                .put("ok", step.ok())
                .put("detail", step.detail())
                .put("fix", step.fix())
                .put("ms", step.millis());
    }

    private static String word(Checklist.Question question) {
        return question.name().toLowerCase(Locale.ROOT);
    }

    /// The model that is named, else the cheapest that it serves, else the first that it lists;
    /// null: none is known.
    private @Nullable Target targetOf(
            Provider provider,
            @Nullable Credential credential,
            @Nullable String named,
            Checklist found) {
        Model known = named == null ? null : models.find(named);
        Stream<Model> served =
                named == null
                        ? models.list().stream().filter(model -> isChat(model.id()))
                        : Stream.ofNullable(known);
        Instant now = clock.instant();
        return served.flatMap(model -> at(provider, credential, model, now))
                .min(Comparator.comparing(trial::most, Comparator.nullsLast(naturalOrder())))
                .or(() ->
                        (named == null ? found.models().stream() : Stream.of(named))
                                .filter(id -> named != null || isChat(id))
                                .findFirst()
                                .map(id -> new Target(provider, credential, id, null)))
                .orElse(null);
    }

    private Stream<Target> at(
            Provider provider, @Nullable Credential credential, Model model, Instant now) {
        return model.routes().stream()
                .filter(route -> route.provider().equals(provider.id()))
                .map(route ->
                        new Target(
                                provider,
                                credential,
                                route.upstreamModel(),
                                models.pricing(model, route, now)));
    }

    /// Lists name also what makes vectors, pictures and sound.
    private static boolean isChat(String id) {
        String name = id.toLowerCase(Locale.ROOT);
        return List.of(
                        "embed",
                        "tts",
                        "whisper",
                        "dall-e",
                        "image",
                        "audio",
                        "moderation",
                        "rerank",
                        "realtime",
                        "transcribe",
                        "speech",
                        "imagen",
                        "veo",
                        "sora")
                .stream()
                .noneMatch(name::contains);
    }
}
