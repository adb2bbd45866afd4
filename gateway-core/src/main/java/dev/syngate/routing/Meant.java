package dev.syngate.routing;

import dev.syngate.provider.Provider;
import dev.syngate.routing.ModelMap.Rule;
import org.jspecify.annotations.Nullable;

/// The model that is meant by a name.
///
/// @param only the provider that the name asks for; null: any
/// @param rule what led there; null: the name itself
public record Meant(Model model, @Nullable Provider only, @Nullable Rule rule) {
    Meant by(Rule found) {
        return new Meant(model, only, found);
    }

    /// @param provider its id
    boolean mayBeAt(String provider) {
        return only == null || only.id().equals(provider);
    }
}
