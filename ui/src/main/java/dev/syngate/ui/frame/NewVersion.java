package dev.syngate.ui.frame;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A version that is newer than this one.
///
/// @param changes what is new, a line each
/// @param page where a person gets it
public record NewVersion(String version, List<String> changes, String page) {
    public NewVersion {
        changes = List.copyOf(changes);
    }

    /// What a look for updates found, if it found one.
    public static Optional<NewVersion> in(JsonNode updates) {
        if (!updates.path("state").asString("").equals("newer")) {
            return Optional.empty();
        }
        return Optional.of(
                new NewVersion(
                        updates.path("version").asString(""),
                        updates.path("changes").valueStream().map(one -> one.asString("")).toList(),
                        updates.path("page").asString("")));
    }
}
