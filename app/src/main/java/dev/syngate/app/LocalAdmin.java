package dev.syngate.app;

import dev.syngate.admin.AdminReply;
import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.ChatParameters;
import dev.syngate.gateway.Answer;
import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.Question;
import dev.syngate.protocol.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The management API of a data directory that this process has opened, because no gateway runs on
/// it.
final class LocalAdmin implements AdminClient {
    private static final long LOOK_EVERY = Duration.ofMillis(20).toNanos();
    private final Gateway gateway;

    LocalAdmin(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public JsonNode call(String method, String path, JsonNode body) {
        int question = path.indexOf('?');
        List<String> parts = new ArrayList<>();
        for (String part : (question < 0 ? path : path.substring(0, question)).split("/")) {
            parts.add(decode(part));
        }
        Map<String, String> query = question < 0 ? Map.of() : query(path.substring(question + 1));
        AdminReply reply =
                gateway.admin().handle(method, parts, query, body.isNull() ? null : body);
        return AdminClient.answer(reply.status(), reply.body());
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void chat(JsonNode body, ChatListener listener) {
        List<Question.Turn> turns = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            turns.add(
                    new Question.Turn(
                            message.path("role").asString(""),
                            message.path("content").asString("")));
        }
        Answer answer =
                gateway.chat()
                        .ask(
                                new Question(
                                        ChatParameters.of(
                                                body.path("model").asString(""),
                                                body.path("group").asString("")),
                                        turns));
        int reasoned = 0;
        int answered = 0;
        AnswerProgress progress = answer.progress();
        while (true) {
            listener.reasoning(progress.reasoning().substring(reasoned));
            listener.text(progress.text().substring(answered));
            reasoned = progress.reasoning().length();
            answered = progress.text().length();
            if (progress.phase().hasEnded()) {
                break;
            }
            LockSupport.parkNanos(LOOK_EVERY);
            progress = answer.progress();
        }
        if (progress.failure() != null) {
            throw new CommandFailed(progress.failure().message());
        }
        listener.receipt(receipt(body, progress));
    }

    private static ObjectNode receipt(JsonNode body, AnswerProgress progress) {
        ObjectNode receipt =
                Json.MAPPER
                        .createObjectNode()
                        .put("request_id", progress.requestId())
                        .put("model", body.path("model").asString(""))
                        .put("upstream_model", progress.upstreamModel());
        if (progress.receipt() != null) {
            var paid = progress.receipt();
            receipt.put("cost", paid.price() == null ? null : paid.charged().dollars());
            receipt.putObject("usage")
                    .put("input_tokens", paid.usage().input())
                    .put("cached_tokens", paid.usage().cachedInput())
                    .put("output_tokens", paid.usage().output())
                    .put("reasoning_tokens", paid.usage().reasoning());
        }
        return receipt;
    }
}
