package dev.syngate.gateway;

import dev.syngate.access.AllowedModels;
import dev.syngate.access.Group;
import dev.syngate.access.Groups;
import dev.syngate.billing.Price;
import dev.syngate.billing.Pricing;
import dev.syngate.billing.Receipt;
import dev.syngate.billing.Usage;
import dev.syngate.call.Call;
import dev.syngate.call.Caller;
import dev.syngate.call.Cancellation;
import dev.syngate.call.Capability;
import dev.syngate.chat.Attachment;
import dev.syngate.chat.ChatParameters;
import dev.syngate.money.Money;
import dev.syngate.pipeline.Pipeline;
import dev.syngate.protocol.Endpoint;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.TokenEstimator;
import dev.syngate.requestlog.RequestLog;
import dev.syngate.routing.Model;
import dev.syngate.routing.Models;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The chat of the window and the terminal. It goes through the same pipeline as every outside
/// call, as "This app".
public final class Chat {
    private final Pipeline pipeline;
    private final Models models;
    private final Groups groups;
    private final InstantSource clock;
    private final Function<Instant, String> requestIds;
    private final RequestLog requests;
    private final Set<Answer> running = ConcurrentHashMap.newKeySet();

    Chat(
            Pipeline pipeline,
            Models models,
            Groups groups,
            InstantSource clock,
            Function<Instant, String> requestIds,
            RequestLog requests) {
        this.pipeline = pipeline;
        this.models = models;
        this.groups = groups;
        this.clock = clock;
        this.requestIds = requestIds;
        this.requests = requests;
    }

    /// The models that can be asked, in the order of their ids.
    public List<Model> models() {
        return models.usableBy(AllowedModels.ALL);
    }

    /// What a prompt of so many tokens costs now, without its answer; null: unpriced.
    public @Nullable Money promptCost(ChatParameters parameters, long tokens) {
        Model model = models.find(parameters.model());
        Price price = model == null ? null : models.price(model);
        Group group = groups.find(parameters.group());
        if (price == null || group == null) {
            return null;
        }
        Instant now = clock.instant();
        Pricing pricing = new Pricing(parameters.model(), 0, price);
        Usage prompt = Usage.estimate(tokens, 0, 0);
        return Receipt.of(prompt, pricing, group.multiplier(), Money.ZERO, now).charged();
    }

    /// About how many tokens a text has, judged by its characters.
    public static long estimatedTokens(String text) {
        return TokenEstimator.of(text);
    }

    /// Asks and returns at once; the answer runs on a virtual thread of its own.
    public Answer ask(Question question) {
        Cancellation cancellation = new Cancellation();
        Instant now = clock.instant();
        Call call =
                new Call(
                        requestIds.apply(now),
                        now,
                        System.nanoTime(),
                        new Caller.ThisApp(question.parameters().group()),
                        InetAddress.getLoopbackAddress(),
                        "chat/completions",
                        body(question),
                        "",
                        Map.of(),
                        cancellation);
        StreamedAnswer answer = new StreamedAnswer(call.id(), cancellation);
        running.add(answer);
        Thread.ofVirtual().name("chat-" + call.id()).start(() -> run(answer, call));
        return answer;
    }

    private void run(StreamedAnswer answer, Call call) {
        try {
            answer.run(
                    reply -> pipeline.serve(Endpoint.CHAT, null, call, reply),
                    () -> requests.find(call.id()));
        } finally {
            running.remove(answer);
        }
    }

    /// How many answers run.
    int running() {
        return running.size();
    }

    /// Stops the answers that run, and waits until each is settled.
    void close() {
        List<Answer> last = List.copyOf(running);
        last.forEach(Answer::stop);
        last.forEach(Answer::await);
    }

    private byte[] body(Question question) {
        ChatParameters parameters = question.parameters();
        ObjectNode body =
                Json.MAPPER.createObjectNode().put("model", parameters.model()).put("stream", true);
        if (parameters.effort() != null) {
            body.put("reasoning_effort", parameters.effort());
        }
        if (parameters.temperature() != null) {
            body.put("temperature", parameters.temperature());
        }
        if (parameters.maxTokens() != null) {
            body.put("max_completion_tokens", parameters.maxTokens());
        }
        Model asked = models.find(parameters.model());
        boolean readsPdf = asked != null && asked.traits().able().contains(Capability.FILES);
        ArrayNode messages = body.putArray("messages");
        if (!parameters.system().isBlank()) {
            messages.addObject().put("role", "system").put("content", parameters.system());
        }
        for (Question.Turn turn : question.messages()) {
            addContent(messages.addObject().put("role", turn.role()), turn, readsPdf);
        }
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// Texts are put before the question, pictures and files after it.
    ///
    /// @param readsPdf whether the model is known to read PDF itself; others are told its text
    private static void addContent(ObjectNode message, Question.Turn turn, boolean readsPdf) {
        StringBuilder text = new StringBuilder();
        List<Attachment> parts = new ArrayList<>();
        for (Attachment one : turn.attachments()) {
            if (one.isPicture() || (one.isPdf() && readsPdf)) {
                parts.add(one);
            } else {
                text.append("<file name=\"").append(one.name()).append("\">\n");
                text.append(one.words()).append("\n</file>\n\n");
            }
        }
        text.append(turn.text());
        if (parts.isEmpty()) {
            message.put("content", text.toString());
            return;
        }
        ArrayNode content = message.putArray("content");
        content.addObject().put("type", "text").put("text", text.toString());
        parts.forEach(one -> addPart(content.addObject(), one));
    }

    private static void addPart(ObjectNode part, Attachment one) {
        String data = "data:" + one.mediaType() + ";base64," + one.content();
        if (one.isPicture()) {
            part.put("type", "image_url").putObject("image_url").put("url", data);
        } else {
            part.put("type", "file")
                    .putObject("file")
                    .put("filename", one.name())
                    .put("file_data", data);
        }
    }
}
