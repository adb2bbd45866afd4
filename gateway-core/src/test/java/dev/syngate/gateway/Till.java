package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Balance;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Price;
import dev.syngate.billing.Quota;
import dev.syngate.chat.ChatParameters;
import dev.syngate.money.Money;
import dev.syngate.provider.Provider;
import dev.syngate.requestlog.RequestRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A gateway whose calls are paid by the prepaid account "Team", with a provider that a test
/// scripts.
final class Till implements AutoCloseable {
    static final String TEAM = "Team";
    private final RunningGateway running;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Till(Path folder) {
        this(new RunningGateway(folder));
        gateway().accounts().add(TEAM, Account.Mode.PREPAID);
    }

    private Till(RunningGateway running) {
        this.running = running;
    }

    /// The same gateway after it was closed.
    static Till reopened(Path folder) {
        return new Till(new RunningGateway(folder));
    }

    /// Asks the model as the window does.
    Answer askInTheWindow(String model) {
        return gateway()
                .chat()
                .ask(
                        new Question(
                                ChatParameters.of(model, Group.STANDARD),
                                List.of(Question.Turn.user("hi"))));
    }

    Gateway gateway() {
        return running.gateway();
    }

    int port() {
        return running.port();
    }

    void topUp(String dollars) {
        gateway().ledger().post(team(), LedgerEntry.Kind.TOP_UP, Money.ofDollars(dollars), null);
    }

    Account team() {
        return gateway().accounts().get(TEAM);
    }

    Balance balance() {
        return gateway().ledger().balance(team());
    }

    /// Serves the model "m" at the price.
    void serve(ScriptedUpstream upstream, Provider.Protocol protocol, Price price) {
        Provider draft =
                new Provider("", "scripted", protocol, upstream.baseUrl(), price, 0, 1, true);
        gateway().models().addRoute("m", gateway().providers().add(draft, null), "m");
    }

    String key(String name, String account, @Nullable Quota quota) {
        ApiKey.Limits unlimited = new ApiKey.Limits(List.of(), List.of(), 1_000_000, null, null);
        return gateway()
                .keys()
                .create(new KeyDraft(name, account, Group.STANDARD, null, quota, unlimited))
                .secret();
    }

    HttpResponse<String> post(StreamShape shape, String secret, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port() + shape.path());
        return http.send(
                HttpRequest.newBuilder(uri)
                        .header("x-api-key", secret)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /// The only record that there is, once there is one.
    RequestRecord onlyRecord() {
        until(() -> !gateway().requests().newest(1, r -> true).isEmpty());
        List<RequestRecord> records = gateway().requests().newest(2, r -> true);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    /// Every charge, hold and record adds up, and nothing is held.
    void assertSettled() {
        until(() -> gateway().ledger().openHolds() == 0);
        var verified =
                gateway().admin().handle("GET", List.of("ledger", "verify"), Map.of(), null).body();
        assertThat(verified.path("ok").asBoolean()).as(verified.toString()).isTrue();
        assertThat(balance().held()).isEqualTo(Money.ZERO);
        assertThat(balance().entries().isNegative()).as(balance().toString()).isFalse();
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        running.close();
    }
}
