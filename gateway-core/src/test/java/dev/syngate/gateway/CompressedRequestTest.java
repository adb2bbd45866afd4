package dev.syngate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompressedRequestTest {
    private static final byte[] CHAT =
            "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\"packed\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    /// [#CHAT] as Brotli has it.
    private static final byte[] BROTLI =
            HexFormat.of()
                    .parseHex(
                            "1b4700a88cd315f32384758f206fa95f286290f0bf493e2836adc3d2d5171c722270fb16481818d42554cb850f1cb8e3c4acd772ed9264e95f568811266e26c377");

    private static final int MIB = 1024 * 1024;

    @TempDir private Path folder;
    private RunningGateway running;
    private String secret;

    @BeforeEach
    void open() {
        running = new RunningGateway(folder);
        secret = running.key("packed", null, null);
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    void everyUsualCompressionIsUnpacked() throws Exception {
        assertAnswered("gzip", gzip(CHAT));
        assertAnswered("x-gzip", gzip(CHAT));
        assertAnswered("GZIP", gzip(CHAT));
        assertAnswered("deflate", deflated(CHAT, false));
        assertAnswered("deflate", deflated(CHAT, true));
        assertAnswered("zstd", zstd(CHAT));
        assertAnswered("br", BROTLI);
        assertAnswered("identity", CHAT);
        assertAnswered("gzip, zstd", zstd(gzip(CHAT)));
    }

    @Test
    void aByteOrderMarkBeforeTheRequestIsNoHarm() throws Exception {
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marked.writeBytes(CHAT);
        assertAnswered("identity", marked.toByteArray());
        assertAnswered("gzip", gzip(marked.toByteArray()));
    }

    private void assertAnswered(String coding, byte[] body) throws Exception {
        HttpResponse<String> answer = send(coding, body);
        assertThat(answer.statusCode()).as(coding + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("packed");
    }

    @Test
    void whatCannotBeUnpackedIsRefused() throws Exception {
        byte[] whole = gzip(CHAT);
        assertRefused(400, "gzip", CHAT);
        assertRefused(400, "gzip", java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(400, "deflate", CHAT);
        assertRefused(400, "br", CHAT);
        assertRefused(400, "zstd", CHAT);
        assertRefused(400, "compress", CHAT);
        assertRefused(400, "gzip,gzip,gzip,gzip", CHAT);
    }

    @Test
    void whatIsTooLargeWhenUnpackedIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            byte[] blank = " ".repeat(MIB).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 65; i++) {
                out.write(blank);
            }
        }
        assertThat(packed.size()).isLessThan(MIB);
        assertRefused(413, "gzip", packed.toByteArray());
        assertAnswered("gzip", gzip(CHAT));
    }

    private void assertRefused(int status, String coding, byte[] body) throws Exception {
        HttpResponse<String> answer = send(coding, body);
        assertThat(answer.statusCode()).as(coding + ": " + answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\"");
    }

    private HttpResponse<String> send(String coding, byte[] body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + running.port() + "/v1/chat/completions");
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", coding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] deflated(byte[] plain, boolean bare) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, bare);
        try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(plain);
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static byte[] zstd(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
