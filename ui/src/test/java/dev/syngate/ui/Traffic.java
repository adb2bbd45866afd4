package dev.syngate.ui;

import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.LedgerEntry;
import dev.syngate.billing.Price;
import dev.syngate.billing.PriceBook;
import dev.syngate.billing.PriceVersion;
import dev.syngate.billing.Quota;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewayState;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.provider.Provider;
import dev.syngate.routing.Model;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/// A week of real traffic: keys call models over HTTP, and the time is moved on between the calls.
final class Traffic implements InstantSource {
    private static final Instant NOW = Instant.parse("2026-11-20T14:32:18Z");
    private static final Duration WEEK = Duration.ofDays(6);
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW.minus(WEEK));

    @Override
    public Instant instant() {
        return now.get();
    }

    /// Makes keys, models and a week of calls; the newest fall back and fail.
    void fill(Gateway gateway) {
        gateway.groups().set(new Group("Team", Multiplier.of("0.5"), List.of(), List.of()));
        Account studio = gateway.accounts().add("Studio Nord", Account.Mode.PREPAID);
        gateway.ledger().post(studio, LedgerEntry.Kind.TOP_UP, Money.ofDollars("1.50"), null);
        String broken = provider(gateway);
        model(gateway, "claude-opus-5-5", broken, 15_000, 75_000);
        model(gateway, "claude-sonnet-5-5", "", 3_000, 15_000);
        model(gateway, "gpt-6.1-terra", "", 2_000, 10_000);
        model(gateway, "kimi-k3", "", 600, 2_500);
        model(gateway, "qwen3:14b", "", 0, 0);
        List<String> secrets =
                List.of(
                        key(gateway, "Maria", "Studio Nord", "Team"),
                        key(gateway, "Claude Code", Account.LOCAL, Group.STANDARD),
                        key(gateway, "Open WebUI", Account.LOCAL, Group.STANDARD));
        Random random = new Random(7);
        List<String> models =
                List.of(
                        "claude-sonnet-5-5",
                        "claude-opus-5-5",
                        "gpt-6.1-terra",
                        "kimi-k3",
                        "qwen3:14b");
        for (Duration left = WEEK; left.isPositive(); left = left.minusHours(3)) {
            now.set(NOW.minus(left));
            ask(
                    gateway,
                    secrets.get(random.nextInt(3)),
                    models.get(random.nextInt(5)),
                    random.nextInt(900));
        }
        for (int i = 20; i > 0; i--) {
            now.set(NOW.minusSeconds(17L * i));
            ask(
                    gateway,
                    secrets.get(random.nextInt(3)),
                    models.get(random.nextInt(5)),
                    random.nextInt(900));
        }
        now.set(NOW.minusSeconds(9));
        ask(gateway, secrets.get(1), "gpt-7", 5);
        now.set(NOW.minusSeconds(4));
        ask(gateway, secrets.get(1), "claude-opus-5-5", 300);
        now.set(NOW);
    }

    /// One that nothing listens for.
    private static String provider(Gateway gateway) {
        return gateway.providers()
                .add(
                        new Provider(
                                "",
                                "Anthropic",
                                Provider.Protocol.OPENAI_CHAT,
                                "http://127.0.0.1:1/v1",
                                null,
                                9,
                                1,
                                true),
                        null)
                .id();
    }

    private static void model(
            Gateway gateway, String id, String broken, long inputCents, long outputCents) {
        String sandbox =
                gateway.providers().list().stream()
                        .filter(p -> p.protocol() == Provider.Protocol.SANDBOX)
                        .findFirst()
                        .orElseThrow()
                        .id();
        Model.Route works = new Model.Route(sandbox, "sandbox/echo", 1, 1);
        List<Model.Route> routes =
                broken.isEmpty()
                        ? List.of(works)
                        : List.of(new Model.Route(broken, "claude-opus", 9, 1), works);
        gateway.models().set(new Model(id, List.of(), routes, null, true));
        gateway.models()
                .prices()
                .set(
                        new PriceBook.Draft(
                                id,
                                Price.ofTokens(inputCents * 1000, outputCents * 1000),
                                null,
                                null,
                                PriceVersion.Source.PERSON));
    }

    private static String key(Gateway gateway, String name, String account, String group) {
        return gateway.keys()
                .create(
                        new KeyDraft(
                                name,
                                account,
                                group,
                                name.equals("Maria") ? NOW.plus(Duration.ofHours(60)) : null,
                                new Quota(Money.ofDollars("40"), Quota.Period.MONTH),
                                new ApiKey.Limits(List.of(), List.of(), null, null, null)))
                .secret();
    }

    /// Sends one question of so many words.
    static void ask(Gateway gateway, String secret, String model, int words) {
        String address = ((GatewayState.Running) gateway.state()).address();
        String body =
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(model, "word ".repeat(words + 5));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
