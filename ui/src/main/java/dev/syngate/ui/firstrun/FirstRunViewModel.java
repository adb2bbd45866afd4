package dev.syngate.ui.firstrun;

import dev.syngate.access.Group;
import dev.syngate.call.Advice;
import dev.syngate.call.RefusedException;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewayState;
import dev.syngate.gateway.Management;
import dev.syngate.gateway.Question;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.providers.EnvironmentKeys;
import dev.syngate.ui.providers.LocalServers;
import dev.syngate.ui.providers.Preset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The first steps without their looks. FX thread only.
public final class FirstRunViewModel {
    /// What was found of a provider.
    ///
    /// @param models what it serves now; empty when it did not work
    record Found(String provider, boolean ok, List<Step> steps, List<String> models) {}

    /// One question that was put to the provider.
    record Step(String question, boolean ok, String detail) {}

    private static final String SANDBOX = "Sandbox";
    private final Gateway gateway;
    private final Management management;
    private final Background background;
    private final EnvironmentKeys environment;
    private @Nullable Answer answer;

    public FirstRunViewModel(Gateway gateway, Background background, EnvironmentKeys environment) {
        this.gateway = gateway;
        this.management = gateway.management();
        this.background = background;
        this.environment = environment;
    }

    /// The base URL; empty while the gateway does not run.
    String baseUrl() {
        return gateway.state() instanceof GatewayState.Running running ? running.baseUrl() : "";
    }

    /// What a pasted text most likely is for.
    static Optional<Preset> detect(String pasted) {
        String text = pasted.strip();
        return text.startsWith("http") ? Preset.ofAddress(text) : Preset.ofKey(text);
    }

    /// Known providers whose key is in the environment.
    List<Preset> inEnvironment() {
        return environment.found();
    }

    /// Hands over the servers of models that run on this computer, as soon as that is known.
    void localServers(Consumer<List<LocalServers.Found>> found) {
        background.run(LocalServers.usual()::find, found, failure -> {});
    }

    /// Adds a server of this computer, which needs no key.
    void addLocal(Preset preset, Consumer<Found> found, Consumer<String> failed) {
        add(preset, preset.address(), null, found, failed);
    }

    /// Adds the provider of the preset with the key of the environment.
    void addFromEnvironment(Preset preset, Consumer<Found> found, Consumer<String> failed) {
        add(preset, preset.address(), environment.keyOf(preset), found, failed);
    }

    /// Adds what was pasted, a key, an address or both, when it works; else says why it does not.
    ///
    /// @param address empty: the usual one
    /// @param key empty: none
    /// @param preset whose they are
    void addPasted(
            String address,
            String key,
            Preset preset,
            Consumer<Found> found,
            Consumer<String> failed) {
        add(
                preset,
                address.isEmpty() ? preset.address() : address,
                key.isEmpty() ? null : key,
                found,
                failed);
    }

    private void add(
            Preset preset,
            String address,
            @Nullable String key,
            Consumer<Found> found,
            Consumer<String> failed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", preset.name());
        fields.put("protocol", preset.protocol());
        fields.put("base_url", address);
        if (key != null) {
            fields.put("api_key", key);
        }
        background.run(
                () -> tryOut(fields),
                found,
                failure -> failed.accept(String.valueOf(failure.getMessage())));
    }

    private Found tryOut(Map<String, ?> fields) {
        JsonNode added = management.post(fields, "providers");
        String id = added.path("id").asString("");
        JsonNode check = management.post(Map.of(), "providers", id, "test");
        List<Step> steps = new ArrayList<>();
        check.path("steps").forEach(step -> steps.add(step(step)));
        if (!check.path("ok").asBoolean()) {
            management.delete("providers", id);
            return new Found(added.path("name").asString(""), false, steps, List.of());
        }
        JsonNode set = management.patch(Map.of("fetch_models", true), "providers", id);
        return found(set, steps);
    }

    private static Step step(JsonNode step) {
        String detail = step.path("detail").asString("");
        String fix = step.path("fix").asString("");
        return new Step(
                step.path("step").asString(""),
                step.path("ok").asBoolean(),
                fix.isEmpty() ? detail : Advice.of(detail, fix));
    }

    private static Found found(JsonNode provider, List<Step> steps) {
        return new Found(
                provider.path("name").asString(""),
                true,
                steps,
                provider.path("models").valueStream().map(one -> one.asString("")).toList());
    }

    /// Goes on with the built-in sandbox, which needs no key and no network.
    void useSandbox(Consumer<Found> found, Consumer<String> failed) {
        background.run(
                () -> {
                    JsonNode check = management.post(Map.of(), "providers", SANDBOX, "test");
                    List<Step> steps =
                            check.path("steps").valueStream().map(FirstRunViewModel::step).toList();
                    return found(management.get("providers", SANDBOX), steps);
                },
                found,
                failure -> failed.accept(String.valueOf(failure.getMessage())));
    }

    /// Asks the model something, in the name of this app.
    void ask(String model, String words) {
        stop();
        answer =
                gateway.chat()
                        .ask(
                                new Question(
                                        ChatParameters.of(model, Group.STANDARD),
                                        List.of(Question.Turn.user(words))));
    }

    /// The answer so far; null before anything was asked.
    @Nullable AnswerProgress answer() {
        return answer == null ? null : answer.progress();
    }

    /// Stops an answer that still runs.
    void stop() {
        if (answer != null) {
            answer.stop();
        }
    }

    /// Creates a key for a tool and hands its secret over, the only time that it can be seen.
    ///
    /// @param name is given a number where it is taken
    void createKey(String name, Consumer<String> created, Consumer<String> failed) {
        background.run(
                () ->
                        management
                                .post(Map.of("name", free(name)), "keys")
                                .path("secret")
                                .asString(""),
                created,
                failure -> failed.accept(String.valueOf(failure.getMessage())));
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; isTaken(free); i++) {
            free = name + " " + i;
        }
        return free;
    }

    private boolean isTaken(String name) {
        try {
            management.get("keys", name);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }
}
