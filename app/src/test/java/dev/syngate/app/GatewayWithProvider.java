package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Price;
import dev.syngate.billing.Usage;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.gateway.GatewayState;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A gateway that listens, and one scripted provider behind it.
final class GatewayWithProvider implements AutoCloseable {
    /// The provider's own credential.
    static final String CREDENTIAL = "provider-secret";

    private final ScriptedProvider scripted;
    private final Gateway gateway;
    private final Provider.Protocol protocol;
    private int keys;

    GatewayWithProvider(Path folder, Provider.Protocol protocol) throws IOException {
        this.protocol = protocol;
        scripted = new ScriptedProvider();
        gateway =
                Gateway.open(
                        GatewaySettings.of(folder).listeningOn("127.0.0.1", 0),
                        InstantSource.system());
        gateway.start();
    }

    Gateway gateway() {
        return gateway;
    }

    ScriptedProvider provider() {
        return scripted;
    }

    String address() {
        return ((GatewayState.Running) gateway.state()).address();
    }

    /// Serves a model under a name of its own; the provider calls it `up-` and that name.
    void serve(String model, Price price) {
        String version = protocol == Provider.Protocol.GEMINI ? "v1beta" : "v1";
        Provider draft =
                new Provider(
                        "", "of " + model, protocol, scripted.baseUrl(version), price, 0, 1, true);
        gateway.models().addRoute(model, gateway.providers().add(draft, CREDENTIAL), "up-" + model);
    }

    String key() {
        return key(Account.LOCAL, ApiKey.Limits.DEFAULT);
    }

    /// A key of an account that has no money.
    String poorKey() {
        gateway.accounts().add("Poor", Account.Mode.PREPAID);
        return key("Poor", ApiKey.Limits.DEFAULT);
    }

    /// A key that may call once a minute.
    String rareKey() {
        return key(Account.LOCAL, new ApiKey.Limits(List.of(), List.of(), 1, null, null));
    }

    private String key(String account, ApiKey.Limits limits) {
        return gateway.keys()
                .create(new KeyDraft("key " + ++keys, account, Group.STANDARD, null, null, limits))
                .secret();
    }

    /// Asserts what the last call used and cost, and that the books are right.
    ///
    /// @param dollars such as `0.04`
    void charged(String endpoint, Usage usage, String dollars) {
        RequestRecord item = gateway.requests().newest(1, all -> true).getFirst();
        assertThat(item.error()).isNull();
        assertThat(item.status()).isEqualTo(200);
        assertThat(item.endpoint()).isEqualTo(endpoint);
        assertThat(item.receipt()).isNotNull();
        assertThat(item.receipt().usage()).isEqualTo(usage);
        assertThat(item.charged().dollars()).isEqualTo(dollars);
        booksAreRight();
    }

    void booksAreRight() {
        var result = gateway.admin().handle("GET", List.of("ledger", "verify"), Map.of(), null);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.body().path("ok").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.body().path("open_holds").asInt(-1)).isZero();
    }

    @Override
    public void close() {
        gateway.close();
        scripted.close();
    }
}
