package dev.syngate.gateway;

import static dev.syngate.gateway.RunningGateway.chat;
import static dev.syngate.gateway.RunningGateway.get;
import static dev.syngate.gateway.RunningGateway.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import dev.syngate.billing.Rates;
import dev.syngate.gateway.RawConnection.Answer;
import dev.syngate.provider.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What no client should send: a clear 4xx or a closed connection, never a 5xx, and the gateway
/// serves on.
@Timeout(120)
class MalformedRequestTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String ECHO = question("sandbox/echo", false);
    @TempDir private static Path folder;
    private static RunningGateway running;
    private static String secret;

    @BeforeAll
    static void open() {
        running = new RunningGateway(folder);
        secret = running.key("test", null, null);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @AfterEach
    void servesOn() throws Exception {
        assertThat(running.ask(chat(secret, ECHO)).status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> malformedHttpIsRefusedOrClosed() {
        Map<String, byte[]> requests = new TreeMap<>();
        requests.put("nothing but line ends", bytes("\r\n\r\n\r\n\r\n"));
        requests.put(
                "no HTTP at all", bytes("\u0016\u0003\u0001\u0002hello, is this TLS?\r\n\r\n"));
        requests.put("HTTP/2 prior knowledge", bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        requests.put("HTTP/0.9", bytes("GET /healthz\r\n\r\n"));
        requests.put("HTTP/1.0 without a host", bytes("GET /healthz HTTP/1.0\r\n\r\n"));
        requests.put("HTTP/1.1 without a host", bytes("GET /healthz HTTP/1.1\r\n\r\n"));
        requests.put("two hosts", bytes(get("/healthz", "Host: localhost", "Host: localhost")));
        requests.put("empty host", bytes(get("/healthz", "Host: ")));
        requests.put("host with a bad port", bytes(get("/healthz", "Host: localhost:evil")));
        requests.put(
                "unknown method", bytes("BREW /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        requests.put("odd method", bytes("G{T / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        requests.put("long method", bytes("A".repeat(70_000) + " / HTTP/1.1\r\n\r\n"));
        requests.put("CONNECT", bytes("CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        requests.put("TRACE", bytes("TRACE /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        requests.put("asterisk", bytes("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        requests.put("zero byte in the path", bytes(get("/v1/%00")));
        requests.put("raw zero byte in the path", bytes(get("/v1/\0models")));
        requests.put("broken escape", bytes(get("/v1/%zz%")));
        requests.put("bad UTF-8 in the path", bytes(get("/v1/%ff%fe%c0%80")));
        requests.put("dots", bytes(get("/v1/../../etc/passwd")));
        requests.put("many slashes", bytes(get("/".repeat(10_000) + "nowhere")));
        requests.put("long path", bytes(get("/v1/" + "a".repeat(60_000))));
        requests.put("too long path", bytes(get("/v1/" + "a".repeat(100_000))));
        requests.put("many parameters", bytes(get("/nowhere?" + "a=1&".repeat(5_000))));
        requests.put("absolute target elsewhere", bytes(get("http://evil.example/healthz")));
        requests.put("absolute target that is none", bytes(get("http://[::/healthz")));
        requests.put("long header", bytes(get("/nowhere", "X-Long: " + "a".repeat(70_000))));
        requests.put("long header name", bytes(get("/nowhere", "X".repeat(70_000) + ": a")));
        requests.put("many headers", bytes(get("/nowhere", many())));
        requests.put("line feed in a header", bytes(get("/nowhere", "X-A: b\nX-C: d\n e")));
        requests.put("carriage return in a header", bytes(get("/nowhere", "X-A: b\rX-C: d")));
        requests.put("folded header", bytes(get("/nowhere", "X-A: b\r\n c")));
        requests.put("header without a colon", bytes(get("/nowhere", "what is this")));
        requests.put("header without a name", bytes(get("/nowhere", ": value")));
        requests.put("space before the colon", bytes(get("/nowhere", "X-A : b")));
        requests.put("zero byte in a header", bytes(get("/nowhere", "X-A: \0")));
        requests.put(
                "key of odd bytes", bytes(get("/v1/models", "Authorization: Bearer \u00e9\u4e2d")));
        requests.put("huge key", bytes(get("/v1/models", "x-api-key: " + "k".repeat(50_000))));
        requests.put("length and chunks", post("Content-Length: 4", "Transfer-Encoding: chunked"));
        requests.put("two lengths", post("Content-Length: 4", "Content-Length: 5"));
        requests.put("negative length", post("Content-Length: -1"));
        requests.put("length that is no number", post("Content-Length: many"));
        requests.put("length beyond a long", post("Content-Length: 99999999999999999999999"));
        requests.put("length beyond an int", post("Content-Length: 4294967296"));
        requests.put(
                "X-Content-Length", post("X-Content-Length: many", "Transfer-Encoding: chunked"));
        requests.put("chunk size that is none", chunked("zz\r\nabc\r\n0\r\n\r\n"));
        requests.put("chunk size beyond a long", chunked("fffffffffffffffffff\r\nabc"));
        requests.put("chunk longer than it says", chunked("1\r\nabc\r\n0\r\n\r\n"));
        requests.put("unknown encoding", post("Transfer-Encoding: gzip, nonsense"));
        return requests.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> refused(row.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> malformedJsonIsRefusedAndSaysSo() {
        String deep = "{\"model\":\"m\",\"messages\":[],\"x\":" + "[".repeat(100_000);
        Map<String, byte[]> bodies = new TreeMap<>();
        bodies.put("nothing", bytes(""));
        bodies.put("white space", bytes("  \n "));
        bodies.put("a number", bytes("1"));
        bodies.put("an array", bytes("[" + ECHO + "]"));
        bodies.put("null", bytes("null"));
        bodies.put("cut off", bytes(ECHO.substring(0, ECHO.length() - 3)));
        bodies.put("two values", bytes(ECHO + ECHO));
        bodies.put("unclosed depth", bytes(deep));
        bodies.put("closed depth", bytes(deep + "]".repeat(100_000) + "}"));
        bodies.put("deep messages", bytes(field("messages", "[{\"content\":" + "[".repeat(5_000))));
        bodies.put("huge whole number", bytes(field("max_tokens", "9".repeat(5_000))));
        bodies.put("huge exponent", bytes(field("max_tokens", "1e999999999")));
        bodies.put("number beyond an int", bytes(field("n", "99999999999")));
        bodies.put("fraction", bytes(field("max_tokens", "1.5")));
        bodies.put("NaN", bytes(field("temperature", "NaN")));
        bodies.put("Infinity", bytes(field("temperature", "-Infinity")));
        bodies.put("hex number", bytes(field("temperature", "0x10")));
        bodies.put("comment", bytes("/* hi */" + ECHO));
        bodies.put("single quotes", bytes(ECHO.replace('"', '\'')));
        bodies.put("duplicate model", bytes(field("model", "\"other\"")));
        bodies.put("duplicate messages", bytes(field("messages", "[]")));
        bodies.put("model of another type", bytes("{\"model\":7,\"messages\":[{}]}"));
        bodies.put("messages of another type", bytes("{\"model\":\"m\",\"messages\":\"hi\"}"));
        bodies.put("bad UTF-8", latin(ECHO.replace("hi", "\u00ff\u00fe")));
        bodies.put("cut UTF-8", latin(ECHO.replace("hi", "\u00e4\u00b8")));
        bodies.put("overlong UTF-8", latin(ECHO.replace("hi", "\u00c0\u0080")));
        bodies.put(
                "bad UTF-8 in a field that is not read",
                latin(field("x", "\"\u00ed\u00a0\u0080\"")));
        bodies.put("UTF-16", ECHO.getBytes(StandardCharsets.UTF_16));
        bodies.put("UTF-32", ECHO.getBytes(java.nio.charset.Charset.forName("UTF-32")));
        bodies.put("control character", bytes(ECHO.replace("hi", "\u0001")));
        bodies.put("zero bytes", new byte[1_000]);
        return bodies.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> badJson(row.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> oddButRightRequestsAreServed() {
        Map<String, String> requests = new TreeMap<>();
        requests.put("HTTP/9.9", "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n");
        requests.put("HTTP/1.0", "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n");
        requests.put("absolute target", get("http://localhost/healthz"));
        requests.put(
                "upgrade to h2c",
                get(
                        "/healthz",
                        "Connection: Upgrade, HTTP2-Settings",
                        "Upgrade: h2c",
                        "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"));
        requests.put("body of a GET", get("/healthz", "Content-Length: 3") + "abc");
        requests.put("a byte order mark in a string", chat(secret, ECHO.replace("hi", "\ufeff")));
        requests.put("a lone surrogate's escape", chat(secret, ECHO.replace("hi", "\\ud800")));
        return requests.entrySet().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.getKey(),
                                () ->
                                        assertThat(running.ask(row.getValue()).status())
                                                .isEqualTo(200)));
    }

    @Test
    void anAnswerThatNoMoneyCouldPayIsRefused() throws Exception {
        Price dear = Price.of(Rates.ofTokens(Price.micros("1000"), Price.micros("1000")));
        Provider provider =
                new Provider(
                        "",
                        "dear",
                        Provider.Protocol.OPENAI_CHAT,
                        "http://127.0.0.1:1/v1",
                        dear,
                        0,
                        1,
                        true);
        Provider added = running.gateway().providers().add(provider, "sk-upstream");
        running.gateway().models().addRoute("dear", added, "dear");
        String endless =
                question("dear", false)
                        .replace("{\"model\"", "{\"max_tokens\":2147483647,\"n\":128,\"model\"");
        Answer answer = running.ask(chat(secret, endless));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("max_tokens");
        Answer unreachable = running.ask(chat(secret, question("dear", false)));
        assertThat(unreachable.status()).isEqualTo(502);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (RawConnection connection = running.connect()) {
            connection.send(
                    get("/healthz") + chat(secret, ECHO) + get("/nowhere") + get("/healthz"));
            assertThat(connection.answer().body()).isEqualTo("ok\n");
            assertThat(connection.answer().body()).contains("chat.completion");
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().body()).isEqualTo("ok\n");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        try (RawConnection connection = running.connect()) {
            String request = chat(secret, ECHO, "Expect: 100-continue");
            int body = request.indexOf("\r\n\r\n") + 4;
            connection.send(request.substring(0, body));
            assertThat(connection.status()).isEqualTo(100);
            assertThat(connection.send(request.substring(body)).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItComes() throws Exception {
        String request = chat(secret, "", "Expect: 100-continue");
        Answer answer =
                running.ask(
                        request.replace(
                                "Content-Length: 0", "Content-Length: " + (64 * MEBIBYTE + 1)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("request_too_large", "64 MiB");
    }

    @Test
    void aByteBeyondTheLimitIsTooMuchWithALengthAndInChunks() throws Exception {
        byte[] body = new byte[64 * MEBIBYTE + 1];
        Arrays.fill(body, (byte) ' ');
        try (RawConnection connection = running.connect()) {
            connection.send(head("Content-Length: " + body.length)).send(body);
            assertThat(connection.answer().status()).isEqualTo(413);
        }
        try (RawConnection connection = running.connect()) {
            connection.send(head("Transfer-Encoding: chunked"));
            for (int sent = 0; sent < body.length; sent += MEBIBYTE) {
                int size = Math.min(MEBIBYTE, body.length - sent);
                connection.send(Integer.toHexString(size) + "\r\n");
                connection.send(Arrays.copyOf(body, size)).send("\r\n");
            }
            connection.send("0\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws Exception {
        byte[] body = new byte[64 * MEBIBYTE];
        Arrays.fill(body, (byte) ' ');
        byte[] question = bytes(ECHO);
        System.arraycopy(question, 0, body, 0, question.length);
        try (RawConnection connection = running.connect()) {
            connection.send(head("Content-Length: " + body.length)).send(body);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void moreLargeBodiesThanMemoryHoldsAreAskedToWait() throws Exception {
        byte[] most = new byte[63 * MEBIBYTE];
        Arrays.fill(most, (byte) ' ');
        List<RawConnection> uploads = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < Runtime.getRuntime().maxMemory() / 8 / most.length + 1; i++) {
            RawConnection upload = running.connect();
            uploads.add(upload);
            upload.send(head("Content-Length: " + 64 * MEBIBYTE)).send(most);
        }
        for (RawConnection upload : uploads) {
            upload.send(new byte[MEBIBYTE]);
            refused += upload.answer().status() == 429 ? 1 : 0;
            upload.close();
        }
        assertThat(refused).isPositive();
        while (largest().status() == 429) {
            Thread.onSpinWait();
        }
    }

    private static Answer largest() throws IOException {
        try (RawConnection connection = running.connect()) {
            byte[] body = new byte[64 * MEBIBYTE];
            return connection.send(head("Content-Length: " + body.length)).send(body).answer();
        }
    }

    @Test
    void anAbortedUploadLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = new Socket("127.0.0.1", running.port())) {
                socket.setSoLinger(true, 0);
                OutputStream out = socket.getOutputStream();
                out.write(
                        bytes(
                                head(
                                        i % 2 == 0
                                                ? "Content-Length: 1000000"
                                                : "Transfer-Encoding: chunked")));
                out.write(bytes(i % 2 == 0 ? ECHO : "100\r\n" + ECHO));
            }
        }
        try (RawConnection connection = running.connect()) {
            connection.send(head("Content-Length: 1000")).send(ECHO).finish();
            Answer answer = connection.answer();
            assertThat(answer == null ? 400 : answer.status()).isEqualTo(400);
        }
        assertThat(running.gateway().snapshot().inFlight()).isZero();
    }

    private static void refused(byte[] request) throws IOException {
        try (RawConnection connection = running.connect()) {
            try {
                connection.send(request).finish();
            } catch (SocketException e) {
                return;
            }
            Answer answer;
            while ((answer = connection.answer()) != null) {
                assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            }
        }
    }

    private static void badJson(byte[] body) throws IOException {
        try (RawConnection connection = running.connect()) {
            Answer answer =
                    connection.send(head("Content-Length: " + body.length)).send(body).answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_request\"");
        }
    }

    private static String field(String name, String value) {
        return ECHO.substring(0, ECHO.length() - 1) + ",\"" + name + "\":" + value + "}";
    }

    private static String head(String length) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + secret
                + "\r\n"
                + length
                + "\r\n\r\n";
    }

    private static byte[] post(String... headers) {
        return bytes(head(String.join("\r\n", headers)) + "abcd");
    }

    private static byte[] chunked(String body) {
        return bytes(head("Transfer-Encoding: chunked") + body);
    }

    private static String[] many() {
        return Stream.iterate(0, i -> i + 1)
                .limit(1_000)
                .map(i -> "X-" + i + ": a")
                .toArray(String[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
