package dev.syngate.ui.providers;

import dev.syngate.call.RefusedException;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.ListViewModel;
import dev.syngate.ui.page.Listing;
import dev.syngate.ui.providers.ProviderRow.Check;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The providers without their looks. FX thread only.
public final class ProvidersViewModel {
    /// Which providers are listed.
    enum Filter {
        ALL,
        ATTENTION,
        PAUSED
    }

    private final Management management;
    private final EnvironmentKeys environment;
    private final Map<String, Check> checks = new ConcurrentHashMap<>();
    private final ListViewModel<ProviderRow, Filter> list;

    public ProvidersViewModel(Gateway gateway, Background background, EnvironmentKeys environment) {
        this.environment = environment;
        management = gateway.management();
        list =
                new ListViewModel<>(
                        new Listing<>(
                                this::read,
                                ProviderRow::id,
                                row -> row.name() + " " + row.address() + " " + row.models(),
                                ProvidersViewModel::passes,
                                Filter.ALL),
                        background);
    }

    private static boolean passes(ProviderRow row, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case ATTENTION -> row.needsAttention();
            case PAUSED -> !row.enabled();
        };
    }

    ListViewModel<ProviderRow, Filter> list() {
        return list;
    }

    private List<ProviderRow> read() {
        return management
                .get("providers")
                .valueStream()
                .map(shown -> ProviderRow.of(shown, check(shown.path("id").asString(""))))
                .toList();
    }

    private @Nullable Check check(String provider) {
        Check known = checks.get(provider);
        return known == null || !known.running()
                ? known
                : Check.running(management.get("providers", provider, "test"));
    }

    /// What could be a provider without asking for much.
    ///
    /// @param servers of models, which run on this computer
    /// @param keys providers whose key is in the environment
    record Offers(List<LocalServers.Found> servers, List<Preset> keys) {
        boolean isEmpty() {
            return servers.isEmpty() && keys.isEmpty();
        }
    }

    /// Hands over what is no provider yet.
    void offers(Consumer<Offers> found) {
        list.change(
                () -> {
                    List<String> known = read().stream().map(ProviderRow::address).toList();
                    return new Offers(
                            LocalServers.usual().find().stream()
                                    .filter(one -> isNew(one.preset(), known))
                                    .toList(),
                            environment.found().stream().filter(one -> isNew(one, known)).toList());
                },
                found);
    }

    /// The gateway adds the version to a bare address.
    private static boolean isNew(Preset preset, List<String> known) {
        return known.stream().noneMatch(address -> address.startsWith(preset.address()));
    }

    /// The key that the environment has for the provider.
    String keyInEnvironment(Preset preset) {
        return environment.keyOf(preset);
    }

    /// Hands over what came of the last tests of the provider, the newest first.
    void past(ProviderRow row, Consumer<List<ProviderRow.Past>> found) {
        list.change(
                () ->
                        management
                                .get("providers", row.id(), "test")
                                .path("history")
                                .valueStream()
                                .map(ProviderRow.Past::of)
                                .toList(),
                found);
    }

    void add(Map<String, ?> fields, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(() -> management.post(fields, "providers"), added -> done.run(), failed);
    }

    void set(
            ProviderRow row,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.patch(fields, "providers", row.id()), set -> done.run(), failed);
    }

    void setEnabled(List<ProviderRow> rows, boolean enabled) {
        list.change(
                () -> {
                    rows.forEach(row ->
                            management.patch(Map.of("enabled", enabled), "providers", row.id()));
                    return rows.size();
                },
                count -> {});
    }

    /// Hands over the models that the provider lists, as the management API tells them.
    void listModels(
            ProviderRow row,
            Consumer<List<JsonNode>> found,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.get("providers", row.id(), "models").valueStream().toList(),
                found,
                failed);
    }

    /// Makes the provider serve these models and no others; of those that are new it is taken over
    /// what the provider tells of them.
    void serve(
            ProviderRow row,
            List<String> ids,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        List<String> added = ids.stream().filter(id -> !row.models().contains(id)).toList();
        list.change(
                () -> {
                    if (!added.isEmpty()) {
                        management.post(Map.of("add", added), "providers", row.id(), "models");
                    }
                    return management.patch(Map.of("models", ids), "providers", row.id());
                },
                set -> done.run(),
                failed);
    }

    /// Asks the providers whether they work; what they say is part of their rows.
    ///
    /// @param wanted asked before each one, by any thread, whether to go on
    /// @param progress is told how many have answered
    /// @param done when all have
    void check(
            List<ProviderRow> rows, BooleanSupplier wanted, IntConsumer progress, Runnable done) {
        check(rows, Map.of(), wanted, progress, done);
    }

    /// As [#check], and a model of the provider for real, which costs money.
    void tryModel(ProviderRow row, String model) {
        check(
                List.of(row),
                Map.of("paid", true, "model", model),
                () -> true,
                answered -> {},
                () -> {});
    }

    /// Ends the check of the provider that runs.
    void stopCheck(ProviderRow row) {
        list.change(() -> management.delete("providers", row.id(), "test"), stopped -> {});
    }

    private void check(
            List<ProviderRow> rows,
            Map<String, ?> fields,
            BooleanSupplier wanted,
            IntConsumer progress,
            Runnable done) {
        AtomicInteger answered = new AtomicInteger();
        rows.forEach(row -> checks.put(row.id(), Check.RUNNING));
        for (ProviderRow row : rows) {
            list.change(
                    () -> check(row, fields, wanted),
                    found -> {
                        progress.accept(answered.incrementAndGet());
                        if (answered.get() == rows.size()) {
                            done.run();
                        }
                    });
        }
        list.refresh();
    }

    /// Whatever goes wrong, the row does not wait for ever.
    private boolean check(ProviderRow row, Map<String, ?> fields, BooleanSupplier wanted) {
        try {
            if (wanted.getAsBoolean()) {
                checks.put(
                        row.id(), Check.of(management.post(fields, "providers", row.id(), "test")));
            }
        } catch (RefusedException e) {
            checks.put(row.id(), Check.failed(String.valueOf(e.getMessage())));
        } finally {
            checks.remove(row.id(), Check.RUNNING);
        }
        return true;
    }

    /// Forgets what the provider taught by refusing requests.
    void forgetQuirks(ProviderRow row) {
        list.change(() -> management.delete("providers", row.id(), "quirks"), forgotten -> {});
    }

    void addKey(
            ProviderRow row,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.post(fields, "providers", row.id(), "keys"),
                added -> done.run(),
                failed);
    }

    void setKey(
            ProviderRow row,
            ProviderRow.Key key,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.patch(fields, "providers", row.id(), "keys", key.id()),
                set -> done.run(),
                failed);
    }

    /// Asks the provider with one of its keys.
    ///
    /// @param found is told what came of it
    void checkKey(
            ProviderRow row,
            ProviderRow.Key key,
            Consumer<String> found,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () ->
                        management
                                .post(Map.of("key", key.id()), "providers", row.id(), "test")
                                .path("detail")
                                .asString(""),
                found,
                failed);
    }

    void pauseKey(ProviderRow row, ProviderRow.Key key, boolean paused) {
        list.change(
                () ->
                        management.patch(
                                Map.of("enabled", !paused),
                                "providers",
                                row.id(),
                                "keys",
                                key.id()),
                set -> {});
    }

    void removeKey(ProviderRow row, ProviderRow.Key key) {
        list.change(() -> management.delete("providers", row.id(), "keys", key.id()), gone -> {});
    }

    void remove(ProviderRow row, Runnable removed) {
        list.change(() -> management.delete("providers", row.id()), gone -> removed.run());
    }

    void restore(ProviderRow row) {
        list.change(() -> management.post(Map.of(), "providers", row.id(), "restore"), back -> {});
    }
}
