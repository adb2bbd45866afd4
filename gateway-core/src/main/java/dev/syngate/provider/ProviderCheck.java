package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.UpstreamErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks a provider whether it works, and which models it has.
public final class ProviderCheck {
    private static final int LONGEST_LIST = 16 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final String PREFIX = "models/";
    private static final String GOOGLE = "generativelanguage.googleapis.com";

    private final Upstream upstream;
    private final Duration limit;

    public ProviderCheck(Upstream upstream) {
        this(upstream, LONGEST_WAIT);
    }

    /// @param limit how long a check may take in all
    ProviderCheck(Upstream upstream, Duration limit) {
        this.upstream = upstream;
        this.limit = limit;
    }

    /// What is asked of a provider, in this order.
    public enum Question {
        /// Is there anyone at the address?
        CONNECT,
        /// Is our credential accepted?
        CREDENTIAL,
        /// Are models listed?
        MODELS,
        /// How much money is left there, where the vendor tells it?
        BALANCE
    }

    /// One question with its answer.
    ///
    /// @param detail what was found, or the cause and what to do about it
    public record Step(Question question, boolean ok, String detail) {}

    /// What came of a check.
    ///
    /// @param steps those that were taken, at least one; only the last may have failed
    /// @param models the ids that the provider lists
    public record Result(List<Step> steps, List<String> models) {
        public boolean ok() {
            return steps.getLast().ok();
        }

        /// The detail of the last step.
        public String detail() {
            return steps.getLast().detail();
        }

        private Result then(Question question, String found) {
            return with(new Step(question, true, found), models);
        }

        private Result failed(Question question, String why) {
            return with(new Step(question, false, why), List.of());
        }

        private Result with(Step step, List<String> listed) {
            return new Result(Stream.concat(steps.stream(), Stream.of(step)).toList(), listed);
        }
    }

    private static final Result NOTHING_YET = new Result(List.of(), List.of());

    /// Lists the provider's models, which proves its address and credential. Blocks for ten seconds
    /// at most; never throws for a provider's failure.
    public Result test(Provider provider) {
        return test(provider, provider.anyCredential());
    }

    /// As [#test], with one of the provider's credentials.
    public Result test(Provider provider, @Nullable Credential credential) {
        if (provider.protocol() == Provider.Protocol.SANDBOX) {
            return new Result(List.of(), SandboxProvider.MODELS)
                    .then(Question.MODELS, "built in, needs no network");
        }
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> timer = timer(cancellation);
        try {
            Result listed = list(provider, credential, cancellation);
            Balance left = listed.ok() ? balance(provider, credential, cancellation) : null;
            return left == null ? listed : listed.then(Question.BALANCE, left.text() + " left");
        } catch (LostSecretException e) {
            return NOTHING_YET.failed(
                    Question.CREDENTIAL,
                    "the stored key can't be read with this data directory's key: enter it again");
        } catch (IOException e) {
            return NOTHING_YET.failed(
                    Question.CONNECT,
                    cancellation.isCancelled()
                            ? "no answer within %d seconds: check the base URL and the network"
                                    .formatted(limit.toSeconds())
                            : "not reachable: " + reason(e) + "check the base URL and the network");
        } finally {
            timer.complete(false);
        }
    }

    /// What is left of our money at the provider; null: it does not tell. Costs nothing, blocks for
    /// ten seconds at most.
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

    private static String reason(IOException e) {
        return switch (e) {
            case UnknownHostException unknown -> "the name of its host is not known; ";
            case ConnectException refused -> "nothing answers at its address; ";
            case SSLException unsafe ->
                    "its certificate is not trusted or not its own: where it has an authority of "
                            + "its own, name that one's file as ca_file; ";
            default -> "";
        };
    }

    private Result list(
            Provider provider, @Nullable Credential credential, Cancellation cancellation)
            throws IOException {
        try (Upstream.Reply reply =
                upstream.open(
                        Upstream.Request.get(provider, credential, modelsPath(provider.protocol())),
                        cancellation)) {
            byte[] body = bodyOf(reply);
            Result reached = NOTHING_YET.then(Question.CONNECT, "answers");
            return switch (reply.status()) {
                case 200 -> listed(reached.then(Question.CREDENTIAL, "accepted"), provider, body);
                case 401, 403 ->
                        reached.failed(
                                Question.CREDENTIAL,
                                "the provider refused the API key: check it or create a new one");
                case 404 ->
                        !Vendor.of(provider).listsModels()
                                ? reached.then(
                                        Question.MODELS,
                                        "this vendor lists none: name them yourself")
                                : reached.failed(
                                        Question.MODELS,
                                        "nothing at "
                                                + BaseUrl.endpoint(provider, "/models")
                                                + ": check the base URL");
                default ->
                        reached.failed(
                                Question.MODELS,
                                "status %d: %s"
                                        .formatted(
                                                reply.status(),
                                                UpstreamErrors.read(body).message()));
            };
        }
    }

    private static byte[] bodyOf(Upstream.Reply reply) throws IOException {
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

    private static Result listed(Result accepted, Provider provider, byte[] body) {
        try {
            List<String> models = ids(provider, Json.MAPPER.readTree(body));
            return new Result(accepted.steps(), models)
                    .then(Question.MODELS, models.size() + " models");
        } catch (JacksonException e) {
            return accepted.failed(Question.MODELS, "the answer is no JSON: check the base URL");
        }
    }

    /// The list is `data`, `models` or the document itself; an id is `id`, `name` or `model`.
    private static List<String> ids(Provider provider, JsonNode root) {
        JsonNode list =
                root.isArray() ? root : root.has("data") ? root.path("data") : root.path("models");
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : list) {
            String id =
                    entry.path("id")
                            .asString(
                                    entry.path("name").asString(entry.path("model").asString("")));
            if (!id.isBlank()) {
                boolean prefixed = isPrefixed(provider) || (root.has("models") && isName(entry));
                ids.add(prefixed && id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id);
            }
        }
        return ids;
    }

    /// Gemini's lists say `models/` before each id, also where it speaks OpenAI's protocol; to
    /// others that is a folder.
    private static boolean isPrefixed(Provider provider) {
        return provider.protocol() == Provider.Protocol.GEMINI
                || BaseUrl.host(provider.baseUrl()).equals(GOOGLE);
    }

    /// Whether an entry is of Gemini's own form, which has a name where others have an id.
    private static boolean isName(JsonNode entry) {
        return !entry.has("id") && entry.has("name");
    }
}
