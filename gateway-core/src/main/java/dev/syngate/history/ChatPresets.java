package dev.syngate.history;

import dev.syngate.store.CachedMap;
import dev.syngate.store.RecordMap;
import dev.syngate.store.Store;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The presets of the chat. Safe for any thread; whatever writes waits until it is durable.
public final class ChatPresets {
    /// The store's map that holds them.
    public static final RecordMap<ChatPreset> MAP =
            new RecordMap<>("chat-presets", ChatPreset.class);

    private final CachedMap<ChatPreset> presets;

    public ChatPresets(Store store) {
        presets = new CachedMap<>(store, MAP);
    }

    /// All of them by name.
    public List<ChatPreset> list() {
        return presets.all().stream()
                .sorted(Comparator.comparing(ChatPreset::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /// Adds it, or replaces the one of its name. No other stays the default of its models.
    public void save(ChatPreset preset) {
        for (String model : preset.models()) {
            for (ChatPreset other : list()) {
                if (!other.name().equals(preset.name()) && other.models().contains(model)) {
                    presets.put(other.name(), other.by(model, false));
                }
            }
        }
        presets.put(preset.name(), preset);
    }

    /// @throws IllegalArgumentException when there is one of the new name
    public void rename(ChatPreset preset, String name) {
        ChatPreset renamed = preset.named(name);
        if (renamed.name().equals(preset.name())) {
            return;
        }
        if (presets.get(renamed.name()) != null) {
            throw new IllegalArgumentException("there is a preset of that name");
        }
        presets.put(renamed.name(), renamed);
        presets.remove(preset.name());
    }

    public void remove(String name) {
        presets.remove(name);
    }

    /// How a model is asked by default; null: as it is.
    public @Nullable ChatPreset of(String model) {
        return presets.all().stream()
                .filter(one -> one.models().contains(model))
                .findFirst()
                .orElse(null);
    }
}
