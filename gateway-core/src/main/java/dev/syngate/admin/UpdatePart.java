package dev.syngate.admin;

import dev.syngate.updates.UpdateChoices;
import dev.syngate.updates.UpdateSettings;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Whether and where newer versions are looked for.
record UpdatePart(UpdateSettings updates) implements SettingsPart {
    private static final String CHECK = "check_updates";
    private static final String URL = "update_url";
    private static final String KEY = "update_key";

    @Override
    public Set<String> fields() {
        return Set.of(CHECK, URL, KEY);
    }

    @Override
    public Runnable change(Fields fields) {
        UpdateChoices before = updates.get();
        UpdateChoices chosen =
                new UpdateChoices(
                        fields.flag(CHECK, before.check()),
                        fields.has(URL) ? fields.text(URL) : before.url(),
                        fields.has(KEY) ? fields.text(KEY) : before.key(),
                        before.seen());
        UpdateSettings.check(chosen);
        return () -> updates.set(chosen);
    }

    @Override
    public void show(ObjectNode shown) {
        UpdateChoices now = updates.get();
        shown.put(CHECK, now.check()).put(URL, now.address()).put(KEY, now.signer());
    }
}
