package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.json;
import static dev.syngate.gateway.ScriptedUpstream.send;
import static dev.syngate.gateway.ScriptedUpstream.startStream;

import dev.syngate.gateway.ScriptedUpstream.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/// The ways in which providers fail or answer strangely, and what must come of each.
enum Fault {
    BAD_REQUEST(Outcome.PASSED_ON, "status 400", 400, error(400)),
    BAD_KEY(Outcome.NEXT, "status 401", 502, error(401)),
    NO_CREDIT(Outcome.NEXT, "status 402", 402, error(402)),
    FORBIDDEN(Outcome.NEXT, "status 403", 403, error(403)),
    NOT_FOUND(Outcome.NEXT, "status 404", 404, error(404)),
    LATE(Outcome.NEXT, "status 408", 504, error(408)),
    LIMITED(Outcome.NEXT, "status 429", 429, error(429)),
    LIMITED_FOR(Outcome.NEXT, "status 429", 429, error(429, "Retry-After: 7")),
    BROKEN(Outcome.NEXT, "status 500", 502, error(500)),
    BAD_GATEWAY(Outcome.NEXT, "status 502", 502, error(502)),
    UNAVAILABLE(Outcome.NEXT, "status 503", 502, error(503)),
    OVERLOADED(Outcome.NEXT, "status 529", 502, error(529)),
    REDIRECT(
            Outcome.NEXT,
            "status 307",
            502,
            json(307, "{}", "Location: http://localhost:1/elsewhere")),
    RESET_BEFORE_HEAD(Outcome.NEXT, "not reachable", 502, (request, out) -> {}),
    RESET_IN_HEAD(Outcome.NEXT, "not reachable", 502, raw("HTTP/1.1 200 OK\r\nContent-Ty")),
    GARBAGE(Outcome.NEXT, "not reachable", 502, raw("\u0016\u0003\u0001garbage\r\n\r\n")),
    HTML_AS_ANSWER(
            Outcome.NEXT,
            "failed with status 200",
            502,
            ScriptedUpstream.answer(
                    "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8),
                    "Content-Type: text/html")),
    CUT_ANSWER(
            Outcome.NEXT,
            "broke off",
            502,
            raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{")),
    ERROR_IN_SUCCESS(
            Outcome.NEXT,
            "failed with status 200",
            502,
            json(200, "{\"error\":{\"message\":\"no GPU left\",\"type\":\"server_error\"}}")),
    ERROR_AS_FIRST_EVENT(
            Outcome.NEXT,
            "failed with status 200",
            502,
            ScriptedUpstream.events("{\"error\":{\"message\":\"no GPU left\"}}")),
    SILENT(Outcome.NEXT, "timed out", 504, (request, out) -> never()),
    STALLED_BEFORE_EVENTS(
            Outcome.NEXT,
            "broke off",
            504,
            (request, out) -> {
                startStream(out);
                never();
            }),
    RESET_IN_STREAM(
            Outcome.SEEN,
            "ok",
            200,
            (request, out) -> {
                startStream(out);
                send(out, text());
            }),
    STALLED_IN_STREAM(
            Outcome.SEEN,
            "ok",
            200,
            (request, out) -> {
                startStream(out);
                send(out, text());
                never();
            }),
    NO_TERMINATOR(Outcome.ANSWERS, "ok", 200, ScriptedUpstream.events(text(), finished(), usage())),
    NO_USAGE(Outcome.ANSWERS, "ok", 200, ScriptedUpstream.events(text(), finished(), "[DONE]")),
    HUGE_EVENT(
            Outcome.ANSWERS,
            "ok",
            200,
            ScriptedUpstream.events(text("word ".repeat(200_000)), finished(), usage(), "[DONE]")),
    COMPRESSED(
            Outcome.ANSWERS,
            "ok",
            200,
            ScriptedUpstream.answer(
                    gzip(Fault.answer()),
                    "Content-Type: application/json",
                    "Content-Encoding: gzip"));

    /// What must come of it.
    enum Outcome {
        /// The next provider answers, and the caller sees nothing of it.
        NEXT,
        /// The caller's mistake: it is told, and nobody else is asked.
        PASSED_ON,
        /// The answer has begun: its end says that it failed.
        SEEN,
        /// It is an answer all the same.
        ANSWERS
    }

    private final Outcome outcome;
    private final String attempt;
    private final int alone;

    @SuppressWarnings("ImmutableEnumChecker") // scripts hold nothing that changes
    private final Script script;

    Fault(Outcome outcome, String attempt, int alone, Script script) {
        this.outcome = outcome;
        this.attempt = attempt;
        this.alone = alone;
        this.script = script;
    }

    Outcome outcome() {
        return outcome;
    }

    /// How the record tells it.
    String attempt() {
        return attempt;
    }

    /// The status where there is no other provider.
    int alone() {
        return alone;
    }

    Script script() {
        return script;
    }

    /// Whether it shows in streams only.
    boolean streams() {
        return switch (this) {
            case ERROR_AS_FIRST_EVENT,
                    STALLED_BEFORE_EVENTS,
                    RESET_IN_STREAM,
                    STALLED_IN_STREAM,
                    NO_TERMINATOR,
                    NO_USAGE,
                    HUGE_EVENT ->
                    true;
            default -> false;
        };
    }

    /// A good answer of ten tokens of prompt and five of text.
    static String answer() {
        return "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";
    }

    /// The same in events.
    static String[] events() {
        return new String[] {text(), finished(), usage(), "[DONE]"};
    }

    private static String text() {
        return text("hello");
    }

    private static String text(String words) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + words
                + "\"}}]}";
    }

    private static String finished() {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    }

    private static String usage() {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";
    }

    private static Script error(int status, String... headers) {
        return json(status, "{\"error\":{\"message\":\"it failed\"}}", headers);
    }

    private static Script raw(String bytes) {
        return (request, out) -> write(out, bytes);
    }

    private static void write(OutputStream out, String bytes) throws IOException {
        out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// Until the thread is given up with its socket.
    private static void never() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
