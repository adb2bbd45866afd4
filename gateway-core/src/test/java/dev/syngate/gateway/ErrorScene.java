package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.ManualClock;
import dev.syngate.access.ApiKey;
import dev.syngate.access.Group;
import dev.syngate.access.KeyDraft;
import dev.syngate.billing.Account;
import dev.syngate.billing.Price;
import dev.syngate.billing.Quota;
import dev.syngate.billing.Rates;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.gateway.ScriptedUpstream.Script;
import dev.syngate.money.Money;
import dev.syngate.money.Multiplier;
import dev.syngate.provider.Connecting;
import dev.syngate.provider.Credential;
import dev.syngate.provider.Provider;
import dev.syngate.provider.Providers;
import dev.syngate.provider.Timeouts;
import dev.syngate.provider.Transport;
import dev.syngate.routing.Model;
import dev.syngate.store.Keys;
import dev.syngate.store.XodusStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A gateway with one model, whose providers speak the caller's protocol, and a caller; made such
/// that the call fails.
final class ErrorScene implements AutoCloseable {
    private static final int TOO_LARGE = 64 * 1024 * 1024 + 1;
    private final Path folder;
    private final WireFormat format;
    private final String upstreamKey;
    private final ManualClock clock = new ManualClock("2026-11-21T10:00:00Z");
    private final List<ScriptedUpstream> upstreams = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private RunningGateway running;
    private String model = "m";
    private @Nullable String secret;

    ErrorScene(Path folder, WireFormat format, String upstreamKey) {
        this.folder = folder;
        this.format = format;
        this.upstreamKey = upstreamKey;
        this.running = new RunningGateway(folder, Timeouts.USUAL, clock);
        this.secret = running.key("usual", null, null);
    }

    /// Makes a call fail.
    @FunctionalInterface
    interface Situation {
        Answer produce(ErrorScene scene) throws Exception;
    }

    String model() {
        return model;
    }

    String question(String words) {
        return format.question(model, words);
    }

    Answer ask() throws IOException {
        return ask("hi");
    }

    Answer ask(String words) throws IOException {
        if (running.gateway().models().find("m") == null) {
            answering();
        }
        return send(question(words));
    }

    Answer askTwice(String words) throws IOException {
        assertThat(ask(words).status()).isEqualTo(200);
        return ask(words);
    }

    Answer askTwiceAtATime() throws IOException {
        silent().key(Account.LOCAL, Group.STANDARD, limits(List.of(), List.of(), null, null, 1));
        try (RawConnection first = running.connect()) {
            first.send(format.post(secret, model, question("hi")));
            while (upstreams.getFirst().requests().isEmpty()) {
                Thread.onSpinWait();
            }
            return ask();
        } finally {
            over.countDown();
        }
    }

    Answer send(String body, String... headers) throws IOException {
        return running.ask(format.post(secret, model, body, headers));
    }

    Answer sendWrongType() throws IOException {
        return send(
                format == WireFormat.GEMINI
                        ? "{\"contents\":7}"
                        : "{\"model\":\"m\",\"max_tokens\":5,\"messages\":7}");
    }

    Answer sendHuge() throws IOException {
        try (RawConnection connection = running.connect()) {
            String head = format.head(secret, model);
            return connection.send(head + "Content-Length: " + TOO_LARGE + "\r\n\r\n").answer();
        }
    }

    ErrorScene with(@Nullable String otherSecret) {
        secret = otherSecret;
        return this;
    }

    ErrorScene named(String otherModel) {
        model = otherModel;
        return this;
    }

    /// Adds a provider that answers well.
    ErrorScene answering() throws IOException {
        return answering(ScriptedUpstream.json(200, format.goodAnswer()));
    }

    ErrorScene answering(Script script) throws IOException {
        ScriptedUpstream upstream = new ScriptedUpstream(script);
        upstreams.add(upstream);
        serve(upstream.baseUrl());
        return this;
    }

    ErrorScene silent() throws IOException {
        return answering((request, out) -> over.await());
    }

    ErrorScene unreachable() {
        serve("http://127.0.0.1:9/v1");
        return this;
    }

    private Provider serve(String baseUrl) {
        Price price = Price.of(Rates.ofTokens(Price.micros("2.50"), Price.micros("10")));
        Provider draft =
                new Provider(
                        "",
                        "provider " + upstreams.size(),
                        format.protocol(),
                        baseUrl,
                        price,
                        0,
                        1,
                        true);
        Provider added = running.gateway().providers().add(draft, upstreamKey);
        running.gateway().models().addRoute("m", added, "m");
        return added;
    }

    ErrorScene waiting(Duration forProviders) {
        running.close();
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), forProviders, forProviders);
        running = new RunningGateway(folder, timeouts, clock);
        return this;
    }

    /// The provider's credential was sealed with another key than the one that is there now.
    Answer askWithForeignVault() throws IOException {
        Provider provider =
                running.gateway()
                        .providers()
                        .get(answering().found().routes().getFirst().provider());
        running.gateway()
                .providers()
                .addCredential(provider.id(), Credential.draft(null), "sk-lost");
        running.close();
        Files.write(folder.resolve("vault.key"), new byte[32]);
        running = new RunningGateway(folder, Timeouts.USUAL, clock);
        return ask();
    }

    /// The provider's record is what no version of ours writes.
    Answer askWithDamagedProvider() throws IOException {
        Provider found =
                running.gateway()
                        .providers()
                        .get(answering().found().routes().getFirst().provider());
        running.close();
        Transport nonsense = new Transport("nonsense", Map.of(), null, null, null, null);
        Provider damaged =
                new Provider(
                                found.id(),
                                found.name(),
                                found.protocol(),
                                "http://models.invalid/v1",
                                null,
                                0,
                                1,
                                true)
                        .connectedTo(Connecting.USUAL.by(nonsense));
        try (XodusStore store =
                new XodusStore(folder.resolve("store"), Set.of(Providers.MAP.name()))) {
            store.writeNow(view -> {
                Providers.MAP.put(view, Keys.of(found.id()), damaged);
                return true;
            });
        }
        running = new RunningGateway(folder, Timeouts.USUAL, clock);
        return ask();
    }

    ErrorScene longest(long context) throws IOException {
        return change(answering().found(), true, context);
    }

    ErrorScene disabledModel() throws IOException {
        return change(answering().found(), false, null);
    }

    private Model found() {
        return running.gateway().models().get("m");
    }

    private ErrorScene change(Model old, boolean enabled, @Nullable Long context) {
        running.gateway()
                .models()
                .set(new Model(old.id(), old.aliases(), old.routes(), context, enabled));
        return this;
    }

    ErrorScene disabledProvider() throws IOException {
        String id = answering().found().routes().getFirst().provider();
        running.gateway()
                .providers()
                .set(
                        id,
                        p ->
                                new Provider(
                                        p.id(),
                                        p.name(),
                                        p.protocol(),
                                        p.baseUrl(),
                                        p.defaultPrice(),
                                        p.priority(),
                                        p.weight(),
                                        false),
                        null);
        return this;
    }

    ErrorScene expired() {
        KeyDraft draft =
                new KeyDraft(
                        "short",
                        Account.LOCAL,
                        Group.STANDARD,
                        clock.instant().plusSeconds(60),
                        null,
                        ApiKey.Limits.DEFAULT);
        secret = running.gateway().keys().create(draft).secret();
        clock.advance(Duration.ofSeconds(60));
        return this;
    }

    ErrorScene disabled() {
        running.gateway().keys().disable("usual");
        return this;
    }

    ErrorScene poor() {
        running.gateway().accounts().add("Poor", Account.Mode.PREPAID);
        return key("Poor", Group.STANDARD, ApiKey.Limits.DEFAULT);
    }

    ErrorScene frugal() {
        Quota quota = new Quota(new Money(1), Quota.Period.ONCE);
        KeyDraft draft =
                new KeyDraft(
                        "frugal",
                        Account.LOCAL,
                        Group.STANDARD,
                        null,
                        quota,
                        ApiKey.Limits.DEFAULT);
        secret = running.gateway().keys().create(draft).secret();
        return this;
    }

    ErrorScene limited(List<String> models, List<String> ips, @Nullable Integer rpm) {
        return key(Account.LOCAL, Group.STANDARD, limits(models, ips, rpm, null, null));
    }

    ErrorScene limitedTokens(int tpm) {
        return key(Account.LOCAL, Group.STANDARD, limits(List.of(), List.of(), null, tpm, null));
    }

    ErrorScene grouped(String models) {
        running.gateway()
                .groups()
                .set(new Group("Others", Multiplier.ONE, List.of(models), List.of()));
        return key(Account.LOCAL, "Others", ApiKey.Limits.DEFAULT);
    }

    private static ApiKey.Limits limits(
            List<String> models,
            List<String> ips,
            @Nullable Integer rpm,
            @Nullable Integer tpm,
            @Nullable Integer concurrent) {
        return new ApiKey.Limits(models, ips, rpm, tpm, concurrent);
    }

    private ErrorScene key(String account, String group, ApiKey.Limits limits) {
        KeyDraft draft = new KeyDraft("special", account, group, null, null, limits);
        secret = running.gateway().keys().create(draft).secret();
        return this;
    }

    @Override
    public void close() {
        over.countDown();
        running.close();
        upstreams.forEach(ScriptedUpstream::close);
    }
}
