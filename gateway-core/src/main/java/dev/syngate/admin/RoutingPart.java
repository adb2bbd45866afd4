package dev.syngate.admin;

import dev.syngate.call.RefusedException;
import dev.syngate.routing.RoutingSettings;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Whether conversations stay at a provider, and when a second route is asked beside the first.
record RoutingPart(RoutingSettings routing) implements SettingsPart {
    private static final String STICKY = "sticky_conversations";
    private static final String HEDGE = "hedge_ms";
    private static final int LONGEST_HEDGE = 600_000;

    @Override
    public Set<String> fields() {
        return Set.of(STICKY, HEDGE);
    }

    @Override
    public void change(Fields fields) {
        RoutingSettings.Choice before = routing.get();
        int hedge = fields.number(HEDGE, before.hedgeMillis());
        if (hedge > LONGEST_HEDGE) {
            throw RefusedException.field(HEDGE, "\"" + HEDGE + "\" is at most " + LONGEST_HEDGE);
        }
        routing.set(new RoutingSettings.Choice(fields.flag(STICKY, before.sticky()), hedge));
    }

    @Override
    public void show(ObjectNode shown) {
        RoutingSettings.Choice now = routing.get();
        shown.put(STICKY, now.sticky()).put(HEDGE, now.hedgeMillis());
    }
}
