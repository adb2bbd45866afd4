package dev.syngate.admin;

import dev.syngate.routing.RoutingSettings;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Whether conversations stay at a provider.
record RoutingPart(RoutingSettings routing) implements SettingsPart {
    private static final String STICKY = "sticky_conversations";

    @Override
    public Set<String> fields() {
        return Set.of(STICKY);
    }

    @Override
    public void change(Fields fields) {
        RoutingSettings.Choice before = routing.get();
        routing.set(new RoutingSettings.Choice(fields.flag(STICKY, before.sticky())));
    }

    @Override
    public void show(ObjectNode shown) {
        shown.put(STICKY, routing.get().sticky());
    }
}
