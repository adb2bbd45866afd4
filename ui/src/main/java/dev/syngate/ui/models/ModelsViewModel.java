package dev.syngate.ui.models;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Management;
import dev.syngate.money.Multiplier;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.page.ListViewModel;
import dev.syngate.ui.page.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import tools.jackson.databind.JsonNode;

/// The models without their looks. FX thread only.
public final class ModelsViewModel {
    /// Which models are listed.
    enum Filter {
        ALL,
        ENABLED,
        UNPRICED,
        FREE
    }

    /// A group whose prices can be shown.
    record GroupChoice(String name, Multiplier multiplier) {
        static final GroupChoice STANDARD =
                new GroupChoice(dev.syngate.access.Group.STANDARD, Multiplier.ONE);
    }

    /// What an import would change.
    record Plan(boolean applied, List<Change> changes) {}

    /// @param kind `new`, `changed`, `kept`, `rejected` or the like
    record Change(String id, String kind, String before, String after, String reason) {}

    /// What a model's removal takes away and undo puts back.
    private static final Set<String> SETTINGS =
            Set.of(
                    "id",
                    "aliases",
                    "routes",
                    "context",
                    "enabled",
                    "max_output",
                    "capabilities",
                    "fallbacks",
                    "successor");

    private final Management management;
    private final Background background;
    private final ListViewModel<ModelRow, Filter> list;
    private final ObjectProperty<GroupChoice> group =
            new SimpleObjectProperty<>(GroupChoice.STANDARD);

    public ModelsViewModel(Gateway gateway, Background background) {
        this.background = background;
        management = gateway.management();
        list =
                new ListViewModel<>(
                        new Listing<>(
                                this::read,
                                ModelRow::id,
                                row -> row.id() + " " + row.aliases() + " " + row.routes(),
                                ModelsViewModel::passes,
                                Filter.ALL),
                        background);
        group.subscribe(chosen -> list.refresh());
    }

    private static boolean passes(ModelRow row, Filter filter) {
        return switch (filter) {
            case ALL -> true;
            case ENABLED -> row.enabled();
            case UNPRICED -> row.isUnpriced();
            case FREE -> row.isFree();
        };
    }

    ListViewModel<ModelRow, Filter> list() {
        return list;
    }

    /// The group whose prices are shown beside the list prices.
    ObjectProperty<GroupChoice> groupProperty() {
        return group;
    }

    private List<ModelRow> read() {
        Multiplier multiplier = group.get().multiplier();
        return management
                .get("models")
                .valueStream()
                .map(shown -> ModelRow.of(shown, multiplier))
                .toList();
    }

    /// Hands over the groups to choose from.
    void groups(Consumer<List<GroupChoice>> found) {
        background.run(
                () -> management.get("groups").valueStream().map(ModelsViewModel::choice).toList(),
                found,
                failure -> {});
    }

    private static GroupChoice choice(JsonNode shown) {
        return new GroupChoice(
                shown.path("name").asString(""),
                Multiplier.of(shown.path("multiplier").asString("1")));
    }

    /// Hands over the names of all keys.
    void keys(Consumer<List<String>> found) {
        background.run(
                () ->
                        management
                                .get("keys")
                                .valueStream()
                                .map(one -> one.path("name").asString(""))
                                .toList(),
                found,
                failure -> {});
    }

    /// All models, by their ids.
    List<String> names() {
        return list.rows().list().stream().map(ModelRow::id).toList();
    }

    /// Hands over the names of all providers.
    void providers(Consumer<List<String>> found) {
        background.run(
                () ->
                        management
                                .get("providers")
                                .valueStream()
                                .map(one -> one.path("name").asString(""))
                                .toList(),
                found,
                failure -> {});
    }

    void set(Map<String, ?> fields, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(() -> management.post(fields, "models"), set -> done.run(), failed);
    }

    void setEnabled(List<ModelRow> rows, boolean enabled) {
        list.change(
                () -> {
                    rows.forEach(row ->
                            management.post(Map.of("id", row.id(), "enabled", enabled), "models"));
                    return rows.size();
                },
                count -> {});
    }

    void markFree(ModelRow row) {
        list.change(
                () -> management.post(Map.of("id", row.id(), "free", true), "models"), set -> {});
    }

    void remove(ModelRow row, Runnable removed) {
        list.change(() -> management.delete("models", row.id()), gone -> removed.run());
    }

    /// Gives a model another id; the old one stays an alias.
    void rename(
            ModelRow row, String name, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(
                () -> management.post(Map.of("id", row.id(), "rename", name), "models"),
                renamed -> done.run(),
                failed);
    }

    /// Hands over all versions of a model's price, the newest first.
    void prices(ModelRow row, Consumer<List<JsonNode>> found) {
        background.run(
                () -> management.get("models", row.id()).path("prices").valueStream().toList(),
                found,
                failure -> {});
    }

    /// Puts a removed model back with its routes and aliases; its prices were kept.
    void restore(ModelRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            if (row.shown().hasNonNull(name)) {
                fields.put(name, row.shown().get(name));
            }
        }
        list.change(() -> management.post(fields, "models"), back -> {});
    }

    /// Hands over the rules for names that no model has.
    void rules(Consumer<JsonNode> found) {
        background.run(() -> management.get("model-map"), found, failure -> {});
    }

    void addRule(Map<String, ?> rule, Runnable done, Consumer<? super RuntimeException> failed) {
        list.change(() -> management.post(rule, "model-map"), set -> done.run(), failed);
    }

    void removeRule(String pattern, Runnable done) {
        list.change(() -> management.delete("model-map", pattern), gone -> done.run());
    }

    /// Hands over where a name leads.
    ///
    /// @param asked `model`, and whose call it would be
    void resolve(
            Map<String, String> asked,
            Consumer<JsonNode> found,
            Consumer<? super RuntimeException> failed) {
        background.run(() -> management.get(asked, "resolve"), found, failed);
    }

    /// Looks at what a file would change, or changes it.
    ///
    /// @param asked `text`, and how it is read
    void importModels(
            Map<String, Object> asked,
            boolean apply,
            Consumer<Plan> done,
            Consumer<? super RuntimeException> failed) {
        list.change(
                () -> {
                    Map<String, Object> fields = new LinkedHashMap<>(asked);
                    fields.put("apply", apply);
                    return plan(management.post(fields, "models", "import"));
                },
                done,
                failed);
    }

    private static Plan plan(JsonNode shown) {
        return new Plan(
                shown.path("applied").asBoolean(),
                shown.path("changes")
                        .valueStream()
                        .map(one ->
                                new Change(
                                        one.path("id").asString(""),
                                        one.path("change").asString(""),
                                        one.path("before").asString(""),
                                        one.path("after").asString(""),
                                        one.path("reason").asString("")))
                        .toList());
    }
}
