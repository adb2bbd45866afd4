package dev.syngate.ui.groups;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.money.Money;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.ListViewModel;
import dev.syngate.ui.page.Listing;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The groups without their looks. FX thread only.
public final class GroupsViewModel {
    private static final int EXAMPLES = 5;

    /// Groups are few: they have one filter.
    enum Filter {
        ALL
    }

    /// A model's list price, to make a multiplier tangible.
    record Example(String model, Money input, Money output) {}

    private final Management management;
    private final ListViewModel<GroupRow, Filter> list;
    private volatile List<Example> examples = List.of();
    private volatile List<String> models = List.of();
    private volatile List<String> providers = List.of();

    public GroupsViewModel(Gateway gateway, Background background) {
        management = gateway.management();
        list =
                new ListViewModel<>(
                        new Listing<>(
                                this::read,
                                GroupRow::name,
                                GroupRow::name,
                                (row, filter) -> true,
                                Filter.ALL),
                        background);
    }

    ListViewModel<GroupRow, Filter> list() {
        return list;
    }

    /// Some priced models.
    List<Example> examples() {
        return examples;
    }

    /// All models, by their ids.
    List<String> models() {
        return models;
    }

    /// All providers, by their names.
    List<String> providers() {
        return providers;
    }

    private List<GroupRow> read() {
        List<JsonNode> keys = management.get("keys").valueStream().toList();
        List<JsonNode> all = management.get("models").valueStream().toList();
        models = named(all, "id");
        providers = named(management.get("providers").valueStream().toList(), "name");
        examples =
                all.stream()
                        .filter(model -> model.hasNonNull("input") && model.hasNonNull("output"))
                        .limit(EXAMPLES)
                        .map(GroupsViewModel::example)
                        .toList();
        return management
                .get("groups")
                .valueStream()
                .map(group -> GroupRow.of(group, keysOf(keys, group.path("name").asString(""))))
                .toList();
    }

    private static List<String> named(List<JsonNode> shown, String field) {
        return shown.stream().map(one -> one.path(field).asString("")).toList();
    }

    private static Example example(JsonNode model) {
        return new Example(
                model.path("id").asString(""),
                Money.ofDollars(model.path("input").asString("0")),
                Money.ofDollars(model.path("output").asString("0")));
    }

    private static List<String> keysOf(List<JsonNode> keys, String group) {
        return keys.stream()
                .filter(key -> key.path("group").asString("").equals(group))
                .map(key -> key.path("name").asString(""))
                .toList();
    }

    /// @param old the group that is changed; null: a new one
    void set(
            @Nullable GroupRow old,
            Map<String, ?> fields,
            Runnable done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () ->
                        old == null
                                ? management.post(fields, "groups")
                                : management.patch(fields, "groups", old.name()),
                set -> done.run(),
                failed);
    }

    void remove(GroupRow row, Runnable removed) {
        list.change(() -> management.delete("groups", row.name()), gone -> removed.run());
    }

    void restore(GroupRow row) {
        Map<String, Object> fields =
                Map.of(
                        "name", row.name(),
                        "multiplier", row.multiplier().text(),
                        "models", row.models(),
                        "providers", row.providers(),
                        "local_only", row.localOnly());
        list.change(() -> management.post(fields, "groups"), back -> {});
    }
}
