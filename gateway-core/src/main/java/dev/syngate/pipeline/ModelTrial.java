package dev.syngate.pipeline;

import dev.syngate.billing.Price;
import dev.syngate.billing.Usage;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.chat.ChatEvent;
import dev.syngate.codec.Complaint;
import dev.syngate.codec.Memory;
import dev.syngate.codec.Translation;
import dev.syngate.money.Money;
import dev.syngate.protocol.AnswerReader;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import dev.syngate.protocol.UpstreamErrors.UpstreamError;
import dev.syngate.provider.Checklist.Question;
import dev.syngate.provider.Checklist.Step;
import dev.syngate.provider.Upstream;
import dev.syngate.routing.Dispatcher;
import dev.syngate.routing.Dispatcher.Dispatch;
import dev.syngate.routing.LearnedQuirks;
import dev.syngate.routing.Models;
import dev.syngate.routing.Target;
import dev.syngate.routing.UpstreamCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks a model of a provider for real: whether it streams, thinks and calls tools. The provider
/// bills it; nobody is charged, but each question is recorded with what the provider asks for it,
/// and circuits hear of it. Safe for any thread.
public final class ModelTrial {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(90);
    private static final String TOOL = "tell_the_time";

    private static final String AGAIN = "try again, or ";

    private static final String OTHER_MODEL =
            "another model: syngate provider test NAME --model MODEL";

    private final Dispatcher dispatcher;
    private final LearnedQuirks quirks;
    private final Models models;
    private final Cashier cashier;
    private final InstantSource clock;

    public ModelTrial(
            Dispatcher dispatcher,
            LearnedQuirks quirks,
            Models models,
            Cashier cashier,
            InstantSource clock) {
        this.cashier = cashier;
        this.dispatcher = dispatcher;
        this.quirks = quirks;
        this.models = models;
        this.clock = clock;
    }

    /// What came of a trial.
    ///
    /// @param cost what the provider asks for it, by what it counted; null: unknown
    public record Result(List<Step> steps, @Nullable Money cost) {}

    /// A request of the trial, in the words of chat completions.
    ///
    /// @param prompt the tokens of its prompt, rounded up
    /// @param longest the tokens of its answer, at most
    private record Request(Question question, int prompt, int longest, String rest) {
        byte[] body(String model) {
            return "{\"model\":%s,\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":%d,%s}"
                    .formatted(Json.MAPPER.writeValueAsString(model), longest, rest)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final List<Request> REQUESTS =
            List.of(
                    new Request(
                            Question.STREAM,
                            30,
                            64,
                            "\"messages\":[{\"role\":\"user\",\"content\":\"Say OK.\"}]"),
                    new Request(
                            Question.REASONING,
                            50,
                            1024,
                            "\"reasoning_effort\":\"low\",\"messages\":[{\"role\":\"user\",\"content\":\"Is 91 a prime number? Answer yes or no.\"}]"),
                    new Request(
                            Question.TOOLS,
                            200,
                            1024,
                            "\"messages\":[{\"role\":\"user\",\"content\":\"Call the tool %s.\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"%s\",\"description\":\"Tells the time.\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]"
                                    .formatted(TOOL, TOOL)));

    /// The questions that a trial asks.
    public static List<Question> questions() {
        return REQUESTS.stream().map(Request::question).toList();
    }

    /// The most that a trial costs at the target; null: its price is not known.
    public @Nullable Money most(Target target) {
        Price price = models.cost(target, clock.instant());
        Money sum = Money.ZERO;
        for (Request request : REQUESTS) {
            Usage most = Usage.estimate(request.prompt(), request.longest(), 0);
            sum = price == null ? sum : sum.plus(price.worstCase(most, clock.instant()));
        }
        return price == null ? null : sum;
    }

    /// Asks; blocks until all is answered, at most some minutes. A model that does not answer at
    /// all is asked no further.
    ///
    /// @param told is told each step when it ends
    public Result run(Target target, Cancellation cancellation, Consumer<Step> told) {
        List<Step> steps = new ArrayList<>();
        Money cost = Money.ZERO;
        for (Request request : REQUESTS) {
            Trial trial = new Trial(request, target);
            Step step = trial.run(cancellation);
            steps.add(step);
            told.accept(step);
            cost = cost == null || trial.cost == null ? null : cost.plus(trial.cost);
            if (request.question() == Question.STREAM && !step.ok()) {
                break;
            }
        }
        return new Result(steps, cost);
    }

    /// Whether the model answers at all: the first question only, at most 64 tokens.
    public boolean answers(Target target, Cancellation cancellation) {
        return new Trial(REQUESTS.getFirst(), target).run(cancellation).ok();
    }

    /// One request of a trial, used once by one thread.
    private final class Trial implements UpstreamCall {
        private final Request request;
        private final Target target;
        private final Endpoint endpoint;
        private final Wording wording;
        private final StringBuilder thoughts = new StringBuilder();
        private final StringBuilder text = new StringBuilder();
        private @Nullable Usage usage;
        private @Nullable Money cost = Money.ZERO;
        private @Nullable String failure;
        private boolean calledTool;
        private boolean answered;
        private long firstMillis = -1;

        Trial(Request request, Target target) {
            this.request = request;
            this.target = target;
            this.endpoint = target.provider().protocol().generating(true);
            this.wording = new Wording(quirks, target, endpoint, true);
        }

        @Override
        public Upstream.Request request(Target asked) {
            return new Upstream.Request(
                    asked.provider(),
                    asked.credential(),
                    endpoint.upstreamPath(asked.upstreamModel()),
                    new Payload.Bytes(wording.of(body())),
                    "",
                    Map.of(),
                    asked.upstreamModel());
        }

        private byte[] body() {
            byte[] usual = request.body(target.upstreamModel());
            return endpoint == Endpoint.CHAT
                    ? usual
                    : Translation.of(
                                    Endpoint.CHAT,
                                    "trial",
                                    target.upstreamModel(),
                                    clock.instant().getEpochSecond(),
                                    request.prompt(),
                                    usual,
                                    "",
                                    Memory.empty(),
                                    null)
                            .to(endpoint, target.upstreamModel(), true, "")
                            .body();
        }

        @Override
        public Upstream.@Nullable Request amended(
                Target asked, UpstreamError refusal, String body) {
            return wording.amend(new Complaint(refusal, body), true) ? request(asked) : null;
        }

        Step run(Cancellation asked) {
            Instant time = clock.instant();
            Step step = ask(asked);
            cost =
                    cashier.probed(
                            target,
                            endpoint,
                            time,
                            usage == null ? Usage.NONE : usage,
                            firstMillis < 0 ? null : firstMillis,
                            step.millis(),
                            answered ? null : step.detail());
            return step;
        }

        private Step ask(Cancellation asked) {
            long start = System.nanoTime();
            Cancellation cancellation = new Cancellation();
            asked.onCancel(cancellation::cancel);
            CompletableFuture<Boolean> timer = new CompletableFuture<>();
            timer.completeOnTimeout(true, LONGEST_ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .thenAccept(late -> {
                        if (late) {
                            cancellation.cancel();
                        }
                    });
            try {
                return switch (dispatcher.open(List.of(target), this, cancellation)) {
                    case Dispatch.Opened opened -> answered(opened, start, cancellation);
                    case Dispatch.Rejected no ->
                            failed("the provider refused: " + no.message(), start);
                    case Dispatch.Failed no -> failed(no.refusal().message(), start);
                    case Dispatch.Abandoned left -> failed("stopped before an answer", start);
                };
            } finally {
                timer.complete(false);
            }
        }

        private Step answered(Dispatch.Opened opened, long start, Cancellation cancellation) {
            try (var reply = opened.reply()) {
                String type = reply.contentType();
                if (type.startsWith("application/json")) {
                    return failed("it answers in one piece although events were asked for", start);
                }
                read(reply, start);
                reply.ended(failure == null);
            } catch (IOException e) {
                return failed(
                        cancellation.isCancelled()
                                ? "stopped before the end of the answer"
                                : "the answer broke off",
                        start);
            }
            if (failure != null) {
                return failed("the provider failed: " + failure, start);
            }
            wording.worked();
            answered = true;
            return judged(start);
        }

        private void read(Upstream.Reply reply, long start) throws IOException {
            SseParser parser = new SseParser();
            AnswerReader reader = endpoint.newReader();
            byte[] buffer = new byte[8 * 1024];
            for (int n = reply.read(buffer); n >= 0; n = reply.read(buffer)) {
                parser.feed(buffer, 0, n);
                for (SseEvent event = parser.next(); event != null; event = parser.next()) {
                    take(event, reader, start);
                }
            }
        }

        private void take(SseEvent event, AnswerReader reader, long start) {
            calledTool |= event.text().contains("\"" + TOOL + "\"");
            for (ChatEvent each : reader.chunk(event).events()) {
                switch (each) {
                    case ChatEvent.Text more -> text.append(more.text());
                    case ChatEvent.ToolCall more -> text.append(more.text());
                    case ChatEvent.Reasoning more -> thoughts.append(more.text());
                    case ChatEvent.Counted more ->
                            usage = usage == null ? more.usage() : usage.orLarger(more.usage());
                    case ChatEvent.Failed no -> failure = no.message();
                    case ChatEvent.Done end -> {}
                }
            }
            if (firstMillis < 0 && (!text.isEmpty() || !thoughts.isEmpty() || calledTool)) {
                firstMillis = (System.nanoTime() - start) / 1_000_000;
            }
        }

        private Step judged(long start) {
            long unseen = usage == null ? 0 : usage.reasoning();
            return switch (request.question()) {
                case STREAM ->
                        firstMillis < 0 && unseen == 0
                                ? failed("the answer is empty", start)
                                : found(
                                        firstMillis < 0
                                                ? "answers in events, after thoughts it does not show"
                                                : "first token after " + firstMillis + " ms",
                                        start);
                case REASONING ->
                        found(
                                !thoughts.isEmpty()
                                        ? "thinks, and shows its thoughts"
                                        : unseen > 0
                                                ? "thinks, and does not show its thoughts"
                                                : "answers without thoughts",
                                start);
                case TOOLS ->
                        calledTool
                                ? found("calls tools", start)
                                : Step.failed(
                                        request.question(),
                                        "does not call a tool that it is told to call",
                                        fix(),
                                        start);
                case DNS, TCP, TLS, KEY, MODELS, BALANCE -> throw new IllegalStateException();
            };
        }

        private Step found(String detail, long start) {
            return Step.found(request.question(), detail, start);
        }

        private Step failed(String cause, long start) {
            return Step.failed(
                    request.question(),
                    cause,
                    cause.contains("ry again") ? OTHER_MODEL : AGAIN + OTHER_MODEL,
                    start);
        }

        private String fix() {
            return switch (request.question()) {
                case TOOLS ->
                        "where the model can't: syngate model set %s --cannot tools"
                                .formatted(target.upstreamModel());
                case REASONING -> "ask it without thoughts";
                default -> OTHER_MODEL;
            };
        }
    }
}
