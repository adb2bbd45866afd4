package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.UpstreamErrors;
import dev.syngate.provider.Checklist.Question;
import dev.syngate.provider.Checklist.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.MissingNode;

/// Asks a provider whether it works, and which models it has. Costs nothing.
public final class ProviderCheck {
    private static final int LONGEST_LIST = 16 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Upstream upstream;
    private final LocalDetails details;
    private final Reach reach;
    private final Duration limit;

    public ProviderCheck(Upstreams upstreams) {
        this(upstreams, upstreams.reach(), LONGEST_WAIT);
    }

    /// @param limit how long a check may take in all
    ProviderCheck(Upstream upstream, Reach reach, Duration limit) {
        this.upstream = upstream;
        this.details = new LocalDetails(upstream);
        this.reach = reach;
        this.limit = limit;
    }

    /// As the other, with whichever of its credentials, for as long as it takes.
    public Checklist test(Provider provider) {
        return test(provider, provider.anyCredential(), new Cancellation(), step -> {});
    }

    /// Finds the way to the provider, shows it the credential and lists its models. Blocks for
    /// fifteen seconds at most; never throws for a provider's failure.
    ///
    /// @param asked cancelling it ends the check, which then has failed
    /// @param told is told each step when it ends
    public Checklist test(
            Provider provider,
            @Nullable Credential credential,
            Cancellation asked,
            Consumer<Step> told) {
        if (provider.protocol() == Provider.Protocol.SANDBOX) {
            return Checklist.EMPTY
                    .listing(
                            SandboxProvider.MODELS.stream()
                                    .map(id -> new ListedModel(id, MissingNode.getInstance()))
                                    .toList())
                    .then(builtIn());
        }
        Cancellation cancellation = new Cancellation();
        asked.onCancel(cancellation::cancel);
        CompletableFuture<Boolean> timer = timer(cancellation);
        try {
            Checklist reached = reach.to(provider, cancellation, told);
            if (!reached.ok()) {
                return reached;
            }
            Checklist listed = list(reached, provider, credential, cancellation);
            listed.after(reached).forEach(told);
            if (!listed.ok()) {
                return listed;
            }
            Checklist detailed =
                    listed.listing(details.of(provider, credential, listed.listed(), cancellation));
            return withBalance(detailed, provider, credential, cancellation);
        } finally {
            timer.complete(false);
        }
    }

    private static Step builtIn() {
        return Step.found(Question.MODELS, "built in, needs no network", System.nanoTime());
    }

    /// Asks the provider for its list of models with the credential, without looking at the way
    /// there. Costs nothing, blocks for fifteen seconds at most.
    public Checklist probe(Provider provider, @Nullable Credential credential, Cancellation asked) {
        Cancellation cancellation = new Cancellation();
        asked.onCancel(cancellation::cancel);
        CompletableFuture<Boolean> timer = timer(cancellation);
        try {
            return provider.protocol() == Provider.Protocol.SANDBOX
                    ? Checklist.EMPTY.then(builtIn())
                    : list(Checklist.EMPTY, provider, credential, cancellation);
        } finally {
            timer.complete(false);
        }
    }

    private Checklist withBalance(
            Checklist listed,
            Provider provider,
            @Nullable Credential credential,
            Cancellation cancellation) {
        long start = System.nanoTime();
        Balance left = balance(provider, credential, cancellation);
        return left == null
                ? listed
                : listed.then(Step.found(Question.BALANCE, left.text() + " left", start));
    }

    /// What is left of our money at the provider; null: it does not tell. Costs nothing, blocks for
    /// fifteen seconds at most.
    public @Nullable Balance balance(Provider provider, @Nullable Credential credential) {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> timer = timer(cancellation);
        try {
            return balance(provider, credential, cancellation);
        } finally {
            timer.complete(false);
        }
    }

    private @Nullable Balance balance(
            Provider provider, @Nullable Credential credential, Cancellation cancellation) {
        for (BalanceForm form : BalanceForm.of(provider)) {
            Provider root = provider.withBaseUrl(BaseUrl.root(provider.baseUrl()));
            try (Upstream.Reply reply =
                    upstream.open(
                            Upstream.Request.get(root, credential, form.path()), cancellation)) {
                Balance found =
                        reply.status() == 200
                                ? form.read(Json.MAPPER.readTree(bodyOf(reply)))
                                : null;
                if (found != null) {
                    return found;
                }
            } catch (IOException | JacksonException e) {
                // It does not tell: that says nothing about the rest.
            }
        }
        return null;
    }

    private CompletableFuture<Boolean> timer(Cancellation cancellation) {
        CompletableFuture<Boolean> timer = new CompletableFuture<>();
        timer.completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(late -> {
                    if (late) {
                        cancellation.cancel();
                    }
                });
        return timer;
    }

    private Checklist list(
            Checklist reached,
            Provider provider,
            @Nullable Credential credential,
            Cancellation cancellation) {
        long start = System.nanoTime();
        if (BaseUrl.namesModel(provider.baseUrl())) {
            return reached.then(
                    Step.found(
                            Question.MODELS,
                            "the address names a model, so none are listed: name them yourself",
                            start));
        }
        try (Upstream.Reply reply =
                upstream.open(
                        Upstream.Request.get(provider, credential, modelsPath(provider.protocol())),
                        cancellation)) {
            long answered = System.nanoTime();
            return judged(reached, provider, reply.status(), bodyOf(reply), start, answered);
        } catch (LostSecretException e) {
            return reached.then(
                    Step.failed(
                            Question.KEY,
                            "the stored key can't be read with this data directory's key",
                            "enter it again",
                            start));
        } catch (IOException e) {
            return reached.then(silent(cancellation, start));
        }
    }

    private Step silent(Cancellation cancellation, long start) {
        return cancellation.isCancelled()
                ? Step.failed(
                        Question.KEY,
                        "no answer within %d seconds".formatted(limit.toSeconds()),
                        "check the base URL and the network",
                        start)
                : Step.failed(
                        Question.KEY,
                        "the connection broke before an answer",
                        "check the base URL, and whether it wants a client certificate",
                        start);
    }

    private static Checklist judged(
            Checklist reached,
            Provider provider,
            int status,
            byte[] body,
            long start,
            long answered) {
        Checklist let =
                reached.then(
                        new Step(
                                Question.KEY,
                                true,
                                "accepted",
                                null,
                                (answered - start) / 1_000_000));
        return switch (status) {
            case 200 -> listed(let, provider, body, answered);
            case 401, 403 ->
                    reached.then(
                            Step.failed(
                                    Question.KEY,
                                    "the provider refused the API key",
                                    "check it or create a new one",
                                    start));
            case 404 ->
                    Vendor.of(provider).listsModels()
                            ? reached.then(
                                    Step.failed(
                                            Question.MODELS,
                                            "nothing at " + BaseUrl.endpoint(provider, "/models"),
                                            "check the base URL",
                                            start))
                            : reached.then(
                                    Step.found(
                                            Question.MODELS,
                                            "this vendor lists none: name them yourself",
                                            start));
            default ->
                    reached.then(
                            Step.failed(
                                    Question.MODELS,
                                    "status %d".formatted(status),
                                    UpstreamErrors.read(body).message(),
                                    start));
        };
    }

    static byte[] bodyOf(Upstream.Reply reply) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int n = reply.read(buffer);
                n >= 0 && body.size() < LONGEST_LIST;
                n = reply.read(buffer)) {
            body.write(buffer, 0, n);
        }
        return body.toByteArray();
    }

    /// Vendors give their lists in pages; these ask for one that holds all.
    private static String modelsPath(Provider.Protocol protocol) {
        return switch (protocol) {
            case OPENAI_CHAT, OPENAI_RESPONSES, SANDBOX -> "/models";
            case ANTHROPIC_MESSAGES -> "/models?limit=1000";
            case GEMINI -> "/models?pageSize=1000";
        };
    }

    private static Checklist listed(
            Checklist accepted, Provider provider, byte[] body, long start) {
        try {
            List<ListedModel> models = ListedModel.of(provider, Json.MAPPER.readTree(body));
            return accepted.listing(models)
                    .then(Step.found(Question.MODELS, models.size() + " models", start));
        } catch (JacksonException e) {
            return accepted.then(
                    Step.failed(
                            Question.MODELS, "the answer is no JSON", "check the base URL", start));
        }
    }
}
