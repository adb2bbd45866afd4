package dev.syngate.ui;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.gateway.Gateway;
import java.util.List;

/// Calls over HTTP with one key; each is recorded when it returns.
public final class TrafficAtOnce {
    private final Gateway gateway;
    private final String secret;

    public TrafficAtOnce(Gateway gateway) {
        this.gateway = gateway;
        ApiKey.Limits unlimited = new ApiKey.Limits(List.of(), List.of(), null, null, null);
        secret =
                gateway.keys()
                        .create(
                                new KeyDraft(
                                        "Maria",
                                        Account.LOCAL,
                                        Group.STANDARD,
                                        null,
                                        null,
                                        unlimited))
                        .secret();
    }

    public void ask(String model) {
        Traffic.ask(gateway, secret, model, 3);
    }
}
