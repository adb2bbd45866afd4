package dev.syngate.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Makes malformed requests out of right ones, the same ones for the same seed.
final class Mutations {
    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "NaN",
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "[]",
                    "{}",
                    "[[[[[[]]]]]]",
                    "{\"a\":{\"a\":1}}",
                    "\"" + "x".repeat(3_000) + "\"",
                    "-0.0",
                    "2147483647",
                    "1.5",
                    "[null]",
                    "[{}]");
    private static final List<String> HEADERS =
            List.of(
                    "Transfer-Encoding: chunked",
                    "Content-Length: 5",
                    "Content-Length: -7",
                    "Expect: 100-continue",
                    "Expect: nonsense",
                    "Origin: https://evil.example",
                    "Host: evil.example",
                    "Connection: close",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "X-Forwarded-For: 1.2.3.4, , x",
                    "Content-Encoding: gzip",
                    "Content-Type: multipart/form-data; boundary=",
                    "Content-Type: text/plain; charset=utf-7",
                    "Authorization: Bearer",
                    "Authorization: Basic eDp5",
                    "x-api-key: \u00e9",
                    "Cookie: a=b; =; $x",
                    "Accept: */*;q=nan",
                    "Range: bytes=0-",
                    "anthropic-version: never",
                    "X-HTTP-Method-Override: DELETE");
    private static final List<String> PATHS =
            List.of("/", "//", "%00", "%2e%2e/", "?key=", "?a=%ff", ";x=y", "/v1", "/*", "%", "#");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /// One request.
    ///
    /// @param framed whether its head and length are right, so that an answer must come
    record Mutant(byte[] bytes, boolean framed) {}

    Mutant mutate(Request request) {
        Request mutant = request;
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            mutant = random.nextBoolean() ? withBody(mutant) : withHead(mutant);
        }
        byte[] bytes = mutant.bytes();
        boolean framed = mutant.framed();
        if (random.nextInt(4) == 0) {
            bytes = garbled(bytes);
            framed = false;
        }
        return new Mutant(bytes, framed);
    }

    /// A request in parts.
    record Request(String method, String path, String headers, byte[] body, boolean framed) {
        static Request of(String method, String path, String headers, String body) {
            return new Request(method, path, headers, body.getBytes(StandardCharsets.UTF_8), true);
        }

        byte[] bytes() {
            String head =
                    method
                            + " "
                            + path
                            + " HTTP/1.1\r\nHost: localhost\r\n"
                            + headers
                            + "Content-Length: "
                            + body.length
                            + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, all, start.length, body.length);
            return all;
        }
    }

    private Request withBody(Request request) {
        byte[] body =
                switch (random.nextInt(4)) {
                    case 0 -> garbled(request.body());
                    case 1 ->
                            Arrays.copyOf(
                                    request.body(), random.nextInt(request.body().length + 1));
                    default -> withValue(request.body());
                };
        return new Request(
                request.method(), request.path(), request.headers(), body, request.framed());
    }

    /// Replaces one JSON value, or what looks like one.
    private byte[] withValue(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':', text.isEmpty() ? 0 : random.nextInt(text.length()));
        if (colon < 0) {
            return body;
        }
        int end = colon + 1;
        while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String changed = text.substring(0, colon + 1) + pick(VALUES) + text.substring(end);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Request withHead(Request request) {
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Request(
                            pick(List.of("GET", "POST", "PUT", "HEAD", "OPTIONS", "DELETE", "X")),
                            request.path(),
                            request.headers(),
                            request.body(),
                            false);
            case 1 ->
                    new Request(
                            request.method(),
                            withPath(request.path()),
                            request.headers(),
                            request.body(),
                            false);
            case 2 ->
                    new Request(
                            request.method(),
                            request.path(),
                            request.headers() + pick(HEADERS) + "\r\n",
                            request.body(),
                            false);
            default -> request;
        };
    }

    private String withPath(String path) {
        int at = random.nextInt(path.length() + 1);
        return path.substring(0, at) + pick(PATHS) + path.substring(at);
    }

    private byte[] garbled(byte[] bytes) {
        byte[] garbled = bytes.clone();
        for (int left = random.nextInt(4); left >= 0 && garbled.length > 0; left--) {
            int at = random.nextInt(garbled.length);
            switch (random.nextInt(3)) {
                case 0 -> garbled[at] = (byte) random.nextInt(256);
                case 1 -> garbled[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                default ->
                        garbled =
                                cut(garbled, at, Math.min(garbled.length, at + random.nextInt(9)));
            }
        }
        return garbled;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
