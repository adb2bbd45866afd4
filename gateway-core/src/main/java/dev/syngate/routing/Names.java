package dev.syngate.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By what names models are found, as they stood at one moment.
final class Names {
    private final Map<String, Model> byName = new HashMap<>();
    private final Map<Place, Model> byPlace = new HashMap<>();

    /// A model as a provider names it.
    private record Place(String provider, String upstreamModel) {}

    Names(Collection<Model> models) {
        for (Model model : models) {
            model.aliases().forEach(alias -> byName.putIfAbsent(alias, model));
            model.routes()
                    .forEach(route ->
                            byPlace.putIfAbsent(
                                    new Place(route.provider(), route.upstreamModel()), model));
        }
        models.forEach(model -> byName.put(model.id(), model));
    }

    /// The model with the id, else the one with the alias.
    @Nullable Model called(String name) {
        return byName.get(name);
    }

    /// The model that the provider serves under that name: ours, else its own.
    ///
    /// @param provider its id
    @Nullable Model at(String provider, String name) {
        Model called = byName.get(name);
        return called != null && serves(called, provider)
                ? called
                : byPlace.get(new Place(provider, name));
    }

    private static boolean serves(Model model, String provider) {
        return model.routes().stream().anyMatch(route -> route.provider().equals(provider));
    }
}
