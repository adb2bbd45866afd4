package dev.syngate.protocol;

import dev.syngate.call.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a request asks of the route that serves it.
///
/// @param needs what the model must be capable of
/// @param conversation the same for all turns of one conversation, by which they find the provider
///   that has its beginning in its cache; null: it is none
/// @param goesOn whether it is known to have begun before
public record Demands(Set<Capability> needs, @Nullable Long conversation, boolean goesOn) {
    /// Nothing in particular.
    public static final Demands NONE = new Demands(Set.of(), null, false);

    public Demands {
        needs = Set.copyOf(needs);
    }
}
