package dev.syngate.gateway;

import static dev.syngate.gateway.ScriptedUpstream.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Usage;
import dev.syngate.protocol.Json;
import dev.syngate.provider.Provider;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An answer is what it is, not what its label says.
@Timeout(60)
class AnswerKindsTest {
    private static final String SUBTITLES = "1\n00:00:00,000 --> 00:00:02,000\nHello\n";

    @TempDir private Path folder;
    private AnswerScene scene;

    @BeforeEach
    void open() {
        scene = new AnswerScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource
    void eventsForAPlainRequestArePutTogether(Spoken spoken) throws Exception {
        HttpResponse<String> answer =
                ask(spoken, false, spoken.stream(), "Content-Type: text/event-stream");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(Json.MAPPER.readTree(answer.body()).at(spoken.text()).asString())
                .isEqualTo("hello world");
        assertThat(scene.record().receipt().usage()).isEqualTo(Usage.ofTokens(100, 0, 20, 0));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentForAStreamIsToldInEvents(Spoken spoken) throws Exception {
        HttpResponse<String> answer =
                ask(spoken, true, spoken.whole(), "Content-Type: application/json");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(answer.body()).contains("hello world", spoken.end());
        assertThat(scene.record().receipt().usage()).isEqualTo(Usage.ofTokens(100, 0, 20, 0));
    }

    @Test
    void anArrayOfGeminisIsOneAnswer() throws Exception {
        String array = "[" + Spoken.GEMINI.unmarked().replace("data: ", ",").strip() + "]";
        HttpResponse<String> answer =
                ask(
                        Spoken.GEMINI,
                        false,
                        array.replace("[,", "["),
                        "Content-Type: application/json");
        assertThat(Json.MAPPER.readTree(answer.body()).at(Spoken.GEMINI.text()).asString())
                .isEqualTo("hello world");
    }

    @Test
    void callsOfToolsSurviveBothWays() throws Exception {
        String pieces =
                ScriptedUpstream.stream(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\"\"}}]}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":1}\"}}]},\"finish_reason\":\"tool_calls\"}]}",
                        "[DONE]");
        String whole = ask(Spoken.CHAT, false, pieces, "Content-Type: text/event-stream").body();
        var call = Json.MAPPER.readTree(whole).at("/choices/0/message/tool_calls/0");
        assertThat(call.path("id").asString()).isEqualTo("t");
        assertThat(call.at("/function/name").asString()).isEqualTo("add");
        assertThat(call.at("/function/arguments").asString()).isEqualTo("{\"a\":1}");
    }

    static Stream<Arguments> labels() {
        return Stream.of(Spoken.values())
                .flatMap(spoken ->
                        Stream.of(
                                        "Content-Type: text/plain; charset=utf-8",
                                        "Content-Type: application/json",
                                        "X-None: 1")
                                .map(label -> Arguments.of(spoken, label)));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void eventsOfAnyLabelAreEvents(Spoken spoken, String label) throws Exception {
        HttpResponse<String> answer = ask(spoken, true, spoken.stream(), label);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/event-stream");
        assertThat(answer.body()).isEqualTo(spoken.stream().replace(hidden(spoken), ""));
    }

    /// The usage that the gateway asked for.
    private static String hidden(Spoken spoken) {
        int at =
                spoken == Spoken.CHAT
                        ? spoken.stream()
                                .indexOf(
                                        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[],")
                        : -1;
        return at < 0
                ? "none"
                : spoken.stream().substring(at, spoken.stream().indexOf("data: [DONE]"));
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentThatIsCalledEventsIsADocument(Spoken spoken) throws Exception {
        assertThat(ask(spoken, false, spoken.whole(), "Content-Type: text/event-stream").body())
                .isEqualTo(spoken.whole());
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatFinishedIsCompleteWithoutItsMark(Spoken spoken) throws Exception {
        String body =
                ask(spoken, true, spoken.unmarked(), "Content-Type: text/event-stream").body();
        assertThat(body).contains(spoken.end()).doesNotContain("\"error\"").endsWith("\n\n");
        assertThat(scene.record().error()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theLastEventNeedsNoBlankLine(Spoken spoken) throws Exception {
        String cut = spoken.unmarked().stripTrailing();
        String body = ask(spoken, true, cut, "Content-Type: text/event-stream").body();
        assertThat(body).contains(spoken.end()).doesNotContain("\"error\"").endsWith("\n\n");
    }

    private enum Coding {
        GZIP("gzip"),
        GZIP_UNLABELLED("identity"),
        ZLIB("deflate"),
        RAW_DEFLATE("deflate"),
        BROTLI("br"),
        ZSTD("zstd"),
        NONE_IN_SPITE_OF_ITS_LABEL("gzip"),
        NONE_IN_SPITE_OF_BROTLI("br");

        private final String label;

        Coding(String label) {
            this.label = label;
        }

        byte[] compress(byte[] plain) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream coded =
                    switch (this) {
                        case GZIP, GZIP_UNLABELLED -> new GZIPOutputStream(out);
                        case ZLIB -> new DeflaterOutputStream(out);
                        case RAW_DEFLATE ->
                                new DeflaterOutputStream(
                                        out, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
                        case ZSTD -> new ZstdOutputStream(out);
                        case BROTLI, NONE_IN_SPITE_OF_ITS_LABEL, NONE_IN_SPITE_OF_BROTLI -> out;
                    }) {
                coded.write(this == BROTLI ? stored(plain) : plain);
            }
            return out.toByteArray();
        }

        /// Brotli without compression: one block as it is, and an empty last one.
        private static byte[] stored(byte[] plain) {
            int head = (plain.length - 1) << 4 | 1 << 20;
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(head);
            out.write(head >> 8);
            out.write(head >> 16);
            out.writeBytes(plain);
            out.write(3);
            return out.toByteArray();
        }
    }

    static Stream<Arguments> codings() {
        return Stream.of(Coding.values())
                .flatMap(coding ->
                        Stream.of(true, false).map(stream -> Arguments.of(coding, stream)));
    }

    @ParameterizedTest
    @MethodSource("codings")
    void aCompressedAnswerIsRead(Coding coding, boolean stream) throws Exception {
        for (Spoken spoken : List.of(Spoken.CHAT, Spoken.MESSAGES)) {
            byte[] plain = spoken.answer(stream).getBytes(StandardCharsets.UTF_8);
            String type = stream ? "text/event-stream" : "application/json";
            try (AnswerScene other = new AnswerScene(folder.resolve(spoken.name()))) {
                other.serve(
                        spoken.protocol(),
                        answer(
                                coding.compress(plain),
                                "Content-Type: " + type,
                                "Content-Encoding: " + coding.label));
                HttpResponse<String> answer =
                        other.post(spoken.path(stream), spoken.question(stream));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("hello");
                assertThat(other.record().receipt().usage())
                        .isEqualTo(Usage.ofTokens(100, 0, 20, 0));
            }
        }
    }

    @Test
    void damagedCompressionIsAFailure() throws Exception {
        byte[] broken = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7};
        scene.serve(Provider.Protocol.OPENAI_CHAT, answer(broken, "Content-Encoding: gzip"));
        HttpResponse<String> answer =
                scene.post(Spoken.CHAT.path(false), Spoken.CHAT.question(false));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(scene.record().charged().isZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/html; charset=utf-8",
                "Content-Type: text/srt",
                "Content-Type: text/plain",
                "Content-Type: application/octet-stream",
                "Content-Type: application/json",
                "X-None: 1"
            })
    void aTranscriptOfAnyLabelIsDelivered(String label) throws Exception {
        HttpResponse<String> answer = transcribe(SUBTITLES, label);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(SUBTITLES);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/")
                .doesNotContain("html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><html>busy</html>",
                "{\"error\":\"busy\"}",
                "{\"detail\":\"busy\"}",
                ""
            })
    void whatIsNoTranscriptIsAFailure(String body) throws Exception {
        assertThat(transcribe(body, "Content-Type: application/json").statusCode()).isEqualTo(502);
        assertThat(scene.record().charged().isZero()).isTrue();
    }

    private HttpResponse<String> transcribe(String body, String label) throws Exception {
        scene.serve(
                Provider.Protocol.OPENAI_CHAT,
                answer(body.getBytes(StandardCharsets.UTF_8), label));
        String form =
                "--XX\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
                        + "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n--XX--\r\n";
        return scene.post("/v1/audio/transcriptions", "multipart/form-data; boundary=XX", form);
    }

    private HttpResponse<String> ask(Spoken spoken, boolean stream, String body, String label)
            throws Exception {
        scene.serve(spoken.protocol(), answer(body.getBytes(StandardCharsets.UTF_8), label));
        HttpResponse<String> answer = scene.post(spoken.path(stream), spoken.question(stream));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
