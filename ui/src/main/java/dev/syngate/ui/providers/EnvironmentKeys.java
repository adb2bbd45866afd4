package dev.syngate.ui.providers;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Keys of known providers that are in the environment of this program, as other tools leave them.
///
/// @param environment the value of an environment variable; null: it is not set
public record EnvironmentKeys(UnaryOperator<@Nullable String> environment) {
    /// The providers whose key is there.
    public List<Preset> found() {
        return Preset.ALL.stream().filter(one -> !keyOf(one).isEmpty()).toList();
    }

    /// The key; empty: there is none.
    public String keyOf(Preset preset) {
        return preset.variable().isEmpty()
                ? ""
                : Objects.requireNonNullElse(environment.apply(preset.variable()), "").strip();
    }
}
