package dev.syngate.provider;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// One of a provider's credentials, without its secret: that is in the vault under the id. Another
/// secret has another id.
///
/// @param id never used again
/// @param label what people call it, unlike any other of its provider
/// @param weight share of the calls among those of its provider
/// @param enabled false: paused, it is sent nothing
public record Credential(String id, String label, int weight, boolean enabled) {
    private static final int USUAL_WEIGHT = 1;

    /// The only one of a provider, as records of earlier versions name it.
    @JsonCreator
    static Credential only(String id) {
        return new Credential(id, label(1), USUAL_WEIGHT, true);
    }

    /// One that is to be added.
    ///
    /// @param label null: a number is its label
    public static Credential draft(@Nullable String label) {
        return new Credential("", label == null ? "" : label.strip(), USUAL_WEIGHT, true);
    }

    /// How one is called that nobody named.
    static String label(int number) {
        return "key-" + number;
    }

    Credential called(String other) {
        return new Credential(id, other, weight, enabled);
    }

    Credential withId(String other) {
        return new Credential(other, label, weight, enabled);
    }
}
