package dev.syngate.admin;

import dev.syngate.desktop.DesktopChoices;
import dev.syngate.desktop.DesktopSettings;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How the program starts and whether it outlives its window.
record DesktopPart(DesktopSettings desktop) implements SettingsPart {
    private static final String AT_LOGIN = "start_at_login";
    private static final String HIDDEN = "start_hidden";
    private static final String KEEP_RUNNING = "keep_running";

    @Override
    public Set<String> fields() {
        return Set.of(AT_LOGIN, HIDDEN, KEEP_RUNNING);
    }

    @Override
    public Runnable change(Fields fields) {
        DesktopChoices before = desktop.get();
        DesktopChoices chosen =
                new DesktopChoices(
                        fields.flag(HIDDEN, before.startHidden()),
                        fields.flag(KEEP_RUNNING, before.keepRunning()));
        boolean atLogin = fields.flag(AT_LOGIN, desktop.startsAtLogin());
        return () -> desktop.set(chosen, atLogin);
    }

    @Override
    public void show(ObjectNode shown) {
        DesktopChoices now = desktop.get();
        shown.put(AT_LOGIN, desktop.startsAtLogin())
                .put(HIDDEN, now.startHidden())
                .put(KEEP_RUNNING, now.keepRunning());
    }
}
