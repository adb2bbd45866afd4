package dev.syngate.admin;

import dev.syngate.billing.Price;
import dev.syngate.catalogue.ModelFile;
import dev.syngate.catalogue.ModelImport;
import dev.syngate.catalogue.ModelImport.Change;
import dev.syngate.catalogue.ModelImport.Kind;
import dev.syngate.catalogue.PriceForm;
import dev.syngate.protocol.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Models and prices from a file: shows what it would change and, with `apply`, changes it.
final class ModelImportAdmin {
    private static final Set<String> FIELDS =
            Set.of("text", "section", "apply", "force", "overwrite");
    private final ModelImport imports;

    ModelImportAdmin(ModelImport imports) {
        this.imports = imports;
    }

    JsonNode handle(@Nullable JsonNode body) {
        Fields fields = new Fields(body, FIELDS);
        ModelFile file = ModelFile.read(fields.text("text"), fields.textOrNull("section"));
        ModelImport.Options options =
                new ModelImport.Options(fields.flag("force"), fields.flag("overwrite"));
        List<Change> changes = imports.plan(file, options);
        boolean apply = fields.flag("apply");
        if (apply) {
            imports.apply(changes);
        }
        return show(file.form(), apply, changes);
    }

    private static ObjectNode show(String form, boolean applied, List<Change> changes) {
        ObjectNode shown =
                Json.MAPPER.createObjectNode().put("format", form).put("applied", applied);
        for (Kind kind : Kind.values()) {
            shown.put(name(kind), changes.stream().filter(change -> change.kind() == kind).count());
        }
        ArrayNode list = shown.putArray("changes");
        changes.stream()
                .filter(change -> change.kind() != Kind.SAME)
                .forEach(change -> add(list.addObject(), change));
        return shown;
    }

    private static void add(ObjectNode shown, Change change) {
        shown.put("id", change.id())
                .put("change", name(change.kind()))
                .put("before", brief(change.before()))
                .put("after", change.after() == null ? null : brief(change.after().price()))
                .put("reason", change.reason());
    }

    /// `input 2.5 output 10`: what differs first.
    private static @Nullable String brief(@Nullable Price price) {
        if (price == null) {
            return null;
        }
        String rates =
                price.rates().micros().entrySet().stream()
                        .map(rate ->
                                PriceForm.nameOf(rate.getKey())
                                        + " "
                                        + Price.dollars(rate.getValue()))
                        .collect(Collectors.joining(", "));
        return price.tiers().isEmpty() ? rates : rates + ", tiers";
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
