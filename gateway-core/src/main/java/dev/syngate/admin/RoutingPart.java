package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.routing.Probes;
import dev.syngate.routing.RoutingSettings;
import dev.syngate.routing.RoutingSettings.Choice;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Whether conversations stay at a provider, when a second route is asked beside the first, and
/// what providers that failed are asked.
record RoutingPart(RoutingSettings routing) implements SettingsPart {
    private static final String STICKY = "sticky_conversations";
    private static final String HEDGE = "hedge_after_ms";
    private static final String PROBES = "probes";
    private static final String OFF = "off";
    private static final int SHORTEST = 10;
    private static final int LONGEST = 600_000;

    @Override
    public Set<String> fields() {
        return Set.of(STICKY, HEDGE, PROBES);
    }

    @Override
    public Runnable change(Fields fields) {
        Choice before = routing.get();
        Choice chosen =
                new Choice(
                        fields.flag(STICKY, before.sticky()),
                        fields.has(HEDGE) ? hedge(fields) : before.hedgeMillis(),
                        fields.has(PROBES) ? probes(fields.text(PROBES)) : before.probes());
        return () -> routing.set(chosen);
    }

    private static Probes.Kind probes(String word) {
        return Stream.of(Probes.Kind.values())
                .filter(kind -> word(kind).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> RefusedException.field(PROBES, "\"probes\" is off, free or paid"));
    }

    private static String word(Probes.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Integer hedge(Fields fields) {
        if (fields.json().path(HEDGE).asString("").equals(OFF)) {
            return null;
        }
        boolean number = fields.json().path(HEDGE).isInt();
        int millis = number ? fields.json().path(HEDGE).asInt() : 0;
        if (millis < SHORTEST || millis > LONGEST) {
            throw RefusedException.field(
                    HEDGE, "\"%s\" is off, or 10 to 600000 milliseconds".formatted(HEDGE));
        }
        return millis;
    }

    @Override
    public void show(ObjectNode shown) {
        Integer hedge = routing.get().hedgeMillis();
        shown.put(STICKY, routing.get().sticky());
        if (hedge == null) {
            shown.put(HEDGE, OFF);
        } else {
            shown.put(HEDGE, hedge);
        }
        shown.put(PROBES, word(routing.get().probing()));
    }
}
