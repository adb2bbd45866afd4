package dev.syngate.routing;

import dev.syngate.call.Capability;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a model's abilities. What is neither in one set nor in the other is not known.
///
/// @param maxOutput the longest answer in tokens; null: unknown
/// @param able what it is capable of
/// @param unable what it is not capable of
public record Traits(@Nullable Long maxOutput, Set<Capability> able, Set<Capability> unable) {
    public static final Traits UNKNOWN = new Traits(null, Set.of(), Set.of());

    public Traits {
        able = Set.copyOf(able);
        unable = without(unable, able);
    }

    /// Whether nothing is known against a request that needs this.
    public boolean mayServe(Set<Capability> needs) {
        return needs.isEmpty() || unable.isEmpty() || needs.stream().noneMatch(unable::contains);
    }

    /// These, and where they say nothing the others.
    public Traits or(Traits others) {
        Set<Capability> can = without(others.able, unable);
        can.addAll(able);
        Set<Capability> cannot = without(others.unable, able);
        cannot.addAll(unable);
        return new Traits(maxOutput == null ? others.maxOutput : maxOutput, can, cannot);
    }

    private static Set<Capability> without(Set<Capability> all, Set<Capability> some) {
        Set<Capability> left = EnumSet.noneOf(Capability.class);
        left.addAll(all);
        left.removeAll(some);
        return left;
    }
}
