package dev.syngate.admin;

import dev.syngate.provider.NetworkSettings;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// How providers are connected to that do not say it themselves.
final class NetworkPart implements SettingsPart {
    private static final String PROXY = "proxy";
    private static final String CA_FILE = "ca_file";
    private final NetworkSettings network;

    NetworkPart(NetworkSettings network) {
        this.network = network;
    }

    @Override
    public Set<String> fields() {
        return Set.of(PROXY, CA_FILE);
    }

    @Override
    public Runnable change(Fields fields) {
        NetworkSettings.Chosen old = network.get();
        NetworkSettings.Chosen chosen =
                new NetworkSettings.Chosen(
                        fields.text(PROXY, old.proxy()).strip(),
                        ConnectingFields.file(fields, CA_FILE, old.caFile()));
        NetworkSettings.check(chosen);
        return () -> network.set(chosen);
    }

    @Override
    public void show(ObjectNode shown) {
        NetworkSettings.Chosen now = network.get();
        shown.put(PROXY, now.proxy()).put(CA_FILE, now.caFile());
    }
}
