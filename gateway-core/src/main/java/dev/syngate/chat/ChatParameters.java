package dev.syngate.chat;

import org.jspecify.annotations.Nullable;

/// How a conversation is asked.
///
/// @param model the model's id or alias
/// @param group the billing group to ask as
/// @param effort how much to think: `none`, `low`, `medium`, `high`; null: the model's default
/// @param system the system prompt; empty: none
/// @param temperature 0 to 2; null: the model's default
/// @param maxTokens the longest answer in tokens, thinking included; null: the model's default
public record ChatParameters(
        String model,
        String group,
        @Nullable String effort,
        String system,
        @Nullable Double temperature,
        @Nullable Integer maxTokens) {

    /// The model's own defaults.
    public static ChatParameters of(String model, String group) {
        return new ChatParameters(model, group, null, "", null, null);
    }

    public ChatParameters withModel(String newModel) {
        return new ChatParameters(newModel, group, effort, system, temperature, maxTokens);
    }

    public ChatParameters withGroup(String newGroup) {
        return new ChatParameters(model, newGroup, effort, system, temperature, maxTokens);
    }

    public ChatParameters withEffort(@Nullable String newEffort) {
        return new ChatParameters(model, group, newEffort, system, temperature, maxTokens);
    }

    public ChatParameters withSystem(String newSystem) {
        return new ChatParameters(model, group, effort, newSystem, temperature, maxTokens);
    }

    public ChatParameters withTemperature(@Nullable Double newTemperature) {
        return new ChatParameters(model, group, effort, system, newTemperature, maxTokens);
    }

    public ChatParameters withMaxTokens(@Nullable Integer newMaxTokens) {
        return new ChatParameters(model, group, effort, system, temperature, newMaxTokens);
    }
}
