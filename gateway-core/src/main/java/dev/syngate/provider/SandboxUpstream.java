package dev.syngate.provider;

import dev.syngate.call.Cancellation;
import dev.syngate.call.Payload;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.TokenEstimator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers deterministically in this process, in the format of OpenAI's chat completions, streamed
/// or whole.
final class SandboxUpstream implements Upstream {
    private final Duration pace;

    /// @param pace the time between two pieces of a streamed answer
    SandboxUpstream(Duration pace) {
        this.pace = pace;
    }

    @Override
    public Reply open(Request request, Cancellation cancellation) {
        if (!(request.body() instanceof Payload.Bytes(byte[] json))) {
            throw new IllegalArgumentException("the sandbox reads JSON");
        }
        JsonNode body = Json.MAPPER.readTree(json);
        SandboxScript script = SandboxScript.of(body);
        boolean streamed = body.path("stream").asBoolean(false);
        Deque<byte[]> pieces = new ArrayDeque<>();
        if (streamed) {
            addEvents(pieces, script);
        } else {
            pieces.add(Json.MAPPER.writeValueAsBytes(whole(script)));
        }
        return new PacedReply(
                streamed ? "text/event-stream" : "application/json",
                pieces,
                streamed ? pace : Duration.ZERO,
                cancellation);
    }

    private static void addEvents(Deque<byte[]> pieces, SandboxScript script) {
        pieces.add(event(delta(script, "role", "assistant", null)));
        script.reasoningPieces()
                .forEach(p -> pieces.add(event(delta(script, "reasoning_content", p, null))));
        script.answerPieces().forEach(p -> pieces.add(event(delta(script, "content", p, null))));
        pieces.add(event(delta(script, null, "", script.finishReason())));
        ObjectNode counted = head(script, "chat.completion.chunk");
        counted.putArray("choices");
        counted.set("usage", usage(script));
        pieces.add(event(counted));
        pieces.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] event(ObjectNode data) {
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode delta(
            SandboxScript script,
            @Nullable String field,
            String text,
            @Nullable String finishReason) {
        ObjectNode chunk = head(script, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (field != null) {
            delta.put(field, text);
        }
        choice.put("finish_reason", finishReason);
        return chunk;
    }

    private static ObjectNode whole(SandboxScript script) {
        ObjectNode reply = head(script, "chat.completion");
        ObjectNode choice = reply.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", String.join("", script.answerPieces())).putNull("refusal");
        if (!script.reasoningPieces().isEmpty()) {
            message.put("reasoning_content", String.join("", script.reasoningPieces()));
        }
        choice.putNull("logprobs").put("finish_reason", script.finishReason());
        reply.set("usage", usage(script));
        return reply;
    }

    private static ObjectNode head(SandboxScript script, String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "chatcmpl-sandbox")
                .put("object", object)
                .put("created", 0)
                .put("model", script.model());
    }

    private static ObjectNode usage(SandboxScript script) {
        long prompt = TokenEstimator.of(script.prompt());
        long thought = script.reasoningPieces().size();
        long output = thought + script.answerPieces().size();
        ObjectNode usage =
                Json.MAPPER
                        .createObjectNode()
                        .put("prompt_tokens", prompt)
                        .put("completion_tokens", output)
                        .put("total_tokens", prompt + output);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", thought);
        return usage;
    }

    /// Hands out its pieces one by one, at a steady pace.
    private static final class PacedReply implements Reply {
        private final String contentType;
        private final Deque<byte[]> pieces;
        private final Duration pace;
        private final Cancellation cancellation;
        private int taken;

        PacedReply(
                String contentType,
                Deque<byte[]> pieces,
                Duration pace,
                Cancellation cancellation) {
            this.contentType = contentType;
            this.pieces = pieces;
            this.pace = pace;
            this.cancellation = cancellation;
            Thread reader = Thread.currentThread();
            cancellation.onCancel(() -> LockSupport.unpark(reader));
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String contentType() {
            return contentType;
        }

        @Override
        public @Nullable Duration retryAfter() {
            return null;
        }

        @Override
        public int read(byte[] buffer) throws IOException {
            byte[] piece = pieces.peek();
            if (piece == null) {
                return -1;
            }
            if (taken == 0) {
                pause();
            }
            int count = Math.min(buffer.length, piece.length - taken);
            System.arraycopy(piece, taken, buffer, 0, count);
            taken += count;
            if (taken == piece.length) {
                pieces.remove();
                taken = 0;
            }
            return count;
        }

        private void pause() throws IOException {
            long until = System.nanoTime() + pace.toNanos();
            while (!cancellation.isCancelled() && System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            if (cancellation.isCancelled()) {
                throw new InterruptedIOException("cancelled");
            }
        }

        @Override
        public void drain() {}

        @Override
        public void close() {
            pieces.clear();
        }
    }
}
