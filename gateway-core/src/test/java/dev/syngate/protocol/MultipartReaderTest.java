package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Media;
import dev.syngate.call.RefusedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
    private static final String TYPE = "multipart/form-data; boundary=B-1";
    private static final String MODEL = field("model", "m");
    private static final String FILE =
            "--B-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
                    + "Content-Type: audio/wav\r\n\r\n"
                    + "RIFF--B-1\r\n--B-1x\r\n\r\n--\0"
                    + "\r\n";
    private static final String END = "--B-1--\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=B-1",
                "multipart/form-data; boundary=\"B-1\"",
                "Multipart/Form-Data;charset=utf-8;Boundary=B-1",
                "multipart/form-data; boundary=B-1; charset=utf-8"
            })
    void boundariesAreWrittenInManyWays(String type) {
        String body = MODEL + FILE + END;
        ApiRequest request = ApiRequest.read(Endpoint.TRANSCRIPTIONS, bytes(body), type, null);
        assertThat(request.model()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "This is a form.\r\nReally.\r\n"})
    void whatStandsBeforeTheFirstPartIsKept(String preamble) {
        String body = preamble + FILE + MODEL + END + "behind it";
        ApiRequest request = read(Endpoint.TRANSCRIPTIONS, body);
        assertThat(text(request.forUpstream(bytes(body), "theirs")))
                .isEqualTo(preamble + FILE + field("model", "theirs") + END + "behind it");
    }

    @Test
    void boundariesWithinFilesAreNone() {
        ApiRequest request = read(Endpoint.TRANSCRIPTIONS, FILE + MODEL + END);
        int length = "RIFF--B-1\r\n--B-1x\r\n\r\n--\0".length();
        assertThat(request.media()).isEqualTo(Media.ofMillis(length / 4));
    }

    @Test
    void fieldsAreRead() {
        String body =
                MODEL
                        + field("n", "3")
                        + field("size", "1024x1024")
                        + field("quality", "hd")
                        + field("prompt", "a cat")
                        + field("stream", "true")
                        + "--B-1\r\ncontent-type: image/png\r\ncontent-disposition: form-data; name=image\r\n\r\nPNG\r\n"
                        + END;
        ApiRequest request = read(Endpoint.IMAGE_EDITS, body);
        assertThat(request.media()).isEqualTo(Media.ofImages(3, "1024x1024", "hd"));
        assertThat(request.choices()).isEqualTo(3);
        assertThat(request.stream()).isTrue();
        assertThat(request.promptChars()).isEqualTo(5);
        assertThat(request.promptTokens()).isEqualTo(1_002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void aMissingModelIsPutIn(String preamble) {
        String body = preamble + field("prompt", "a cat") + END;
        ApiRequest request = read(Endpoint.IMAGE_EDITS, body);
        assertThat(request.model()).isEqualTo("gpt-image-1");
        assertThat(text(request.forUpstream(bytes(body), "theirs")))
                .isEqualTo(preamble + field("model", "theirs") + field("prompt", "a cat") + END);
        assertThat(text(request.forUpstream(bytes(body), "gpt-image-1")))
                .isEqualTo(
                        preamble + field("model", "gpt-image-1") + field("prompt", "a cat") + END);
    }

    @Test
    void nothingChangesWhereTheNamesAreTheSame() {
        byte[] body = bytes(MODEL + FILE + END);
        ApiRequest request = ApiRequest.read(Endpoint.TRANSCRIPTIONS, body, TYPE, null);
        assertThat(request.forUpstream(body, "m")).isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource({
        "two models,  model",
        "no model,    model",
        "blank model, model",
        "no file,     file",
        "n is zero,   n",
        "n is huge,   n",
        "n is a word, n",
    })
    void aWrongFieldIsNamed(String what, String param) {
        String body =
                switch (what) {
                    case "two models" -> MODEL + FILE + MODEL;
                    case "no model" -> FILE;
                    case "blank model" -> field("model", " ") + FILE;
                    case "no file" -> MODEL;
                    case "n is zero" -> MODEL + FILE + field("n", "0");
                    case "n is huge" -> MODEL + FILE + field("n", "129");
                    default -> MODEL + FILE + field("n", "two");
                };
        assertThatThrownBy(() -> read(Endpoint.TRANSCRIPTIONS, body + END))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().param()).isEqualTo(param));
    }

    @Test
    void aBodyThatIsCutOffAnywhereIsRefused() {
        String body = MODEL + FILE + "--B-1--";
        for (int end = 0; end < body.length(); end++) {
            String cut = body.substring(0, end);
            assertThatThrownBy(() -> read(Endpoint.TRANSCRIPTIONS, cut))
                    .as("after %d bytes", end)
                    .isInstanceOf(RefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other"
            })
    void aBoundaryThatIsNotThereIsRefused(String type) {
        assertThatThrownBy(() ->
                        ApiRequest.read(
                                Endpoint.TRANSCRIPTIONS, bytes(MODEL + FILE + END), type, null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void tooManyPartsAreRefused() {
        assertThatThrownBy(() ->
                        read(Endpoint.TRANSCRIPTIONS, field("a", "b").repeat(201) + MODEL + END))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void endpointsWithoutFilesTakeNoForms() {
        assertThatThrownBy(() -> read(Endpoint.CHAT, MODEL + FILE + END))
                .isInstanceOf(RefusedException.class);
    }

    private static String field(String name, String value) {
        return "--B-1\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private static ApiRequest read(Endpoint endpoint, String body) {
        return ApiRequest.read(endpoint, bytes(body), TYPE, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
