package dev.syngate.access;

import dev.syngate.money.Multiplier;
import java.util.List;

/// A named billing multiplier, with the models and providers that its keys may use.
///
/// @param models patterns with `*`; empty: all
/// @param providers names of providers; empty: all
/// @param localOnly whether nothing may leave this machine and its network
public record Group(
        String name,
        Multiplier multiplier,
        List<String> models,
        List<String> providers,
        boolean localOnly) {
    /// The group that exists from the start, at 1x.
    public static final String STANDARD = "Standard";

    public Group {
        models = List.copyOf(models);
        providers = List.copyOf(providers);
    }

    /// A group at 1x with everything allowed.
    public static Group named(String name) {
        return new Group(name, Multiplier.ONE, List.of(), List.of());
    }

    /// One whose calls may also leave this network.
    public Group(String name, Multiplier multiplier, List<String> models, List<String> providers) {
        this(name, multiplier, models, providers, false);
    }

    Group withName(String other) {
        return new Group(other, multiplier, models, providers, localOnly);
    }

    Group withProviders(List<String> others) {
        return new Group(name, multiplier, models, others, localOnly);
    }

    boolean isStandard() {
        return name.equals(STANDARD);
    }
}
