package dev.syngate.history;

import dev.syngate.chat.ChatParameters;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A way of asking that was kept under a name.
///
/// @param effort see [ChatParameters]
/// @param models ids of the models that are asked so unless something else is chosen
public record ChatPreset(
        String name,
        @Nullable String effort,
        String system,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        Set<String> models) {
    public ChatPreset {
        name = name.strip();
        models = Set.copyOf(models);
    }

    /// What is set in the parameters, under a name.
    public static ChatPreset of(String name, ChatParameters now) {
        return new ChatPreset(
                name, now.effort(), now.system(), now.temperature(), now.maxTokens(), Set.of());
    }

    /// The parameters as this preset has them; model and group stay.
    public ChatParameters on(ChatParameters now) {
        return new ChatParameters(now.model(), now.group(), effort, system, temperature, maxTokens);
    }

    /// Whether the parameters are as this preset has them.
    public boolean fits(ChatParameters now) {
        return Objects.equals(on(now), now);
    }

    public ChatPreset named(String other) {
        return new ChatPreset(other, effort, system, temperature, maxTokens, models);
    }

    /// The same with other values.
    public ChatPreset with(ChatParameters now) {
        return new ChatPreset(
                name, now.effort(), now.system(), now.temperature(), now.maxTokens(), models);
    }

    /// Whether a model is asked so by default.
    public ChatPreset by(String model, boolean isDefault) {
        Set<String> others = new HashSet<>(models);
        if (isDefault) {
            others.add(model);
        } else {
            others.remove(model);
        }
        return new ChatPreset(name, effort, system, temperature, maxTokens, others);
    }
}
