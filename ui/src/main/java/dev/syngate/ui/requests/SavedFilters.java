package dev.syngate.ui.requests;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The filters that a person gave names to, kept with the window's preferences.
///
/// @param read what is kept, by its names
/// @param write keeps these instead
public record SavedFilters(
        Supplier<Map<String, String>> read, Consumer<Map<String, String>> write) {
    /// Kept nowhere.
    public static SavedFilters none() {
        return new SavedFilters(Map::of, all -> {});
    }

    Map<String, String> all() {
        return read.get();
    }

    void add(String name, String filter) {
        Map<String, String> all = new LinkedHashMap<>(all());
        all.put(name, filter);
        write.accept(all);
    }

    void remove(String name) {
        Map<String, String> all = new LinkedHashMap<>(all());
        all.remove(name);
        write.accept(all);
    }
}
