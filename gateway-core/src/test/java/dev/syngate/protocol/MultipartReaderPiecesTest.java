package dev.syngate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A form means the same in whatever pieces it comes.
class MultipartReaderPiecesTest {
    private static final String TYPE = "multipart/form-data; boundary=b-";
    private static final String FORM =
            """
            a preamble --b- is no delimiter
            --b- \t
            content-disposition: form-data; name="model"

            m
            --b-
            Content-Disposition: form-data; name="image"; filename="a; name=x"
            Content-Type: image/png; name="n"

            \r\r
            --b
            --b.
            --b-x
            --b- -
             --b-

            --b-
            Content-Disposition: form-data; name=n

            2
            --b-
            Content-Disposition: form-data; name="prompt"

            a
            --
            cat
            --b---
            an epilogue
            --b-
            """
                    .replace("\n", "\r\n");

    @Test
    void aFormMeansTheSameInPiecesOfEverySize() {
        byte[] form = FORM.getBytes(UTF_8);
        ApiRequest whole = ApiRequest.read(Endpoint.IMAGE_EDITS, form, TYPE, null);
        assertThat(whole.model()).isEqualTo("m");
        assertThat(whole.choices()).isEqualTo(2);
        assertThat(whole.promptChars()).isEqualTo("a\r\n--\r\ncat".length());
        for (int size = 1; size < form.length; size++) {
            MultipartReader reader = new MultipartReader(Endpoint.IMAGE_EDITS, TYPE);
            for (int from = 0; from < form.length; from += size) {
                reader.feed(form, from, Math.min(form.length, from + size));
            }
            reader.finish();
            assertThat(reader.request(0)).isEqualTo(whole);
        }
        assertThat(new String(whole.forUpstream(form, "other"), UTF_8))
                .isEqualTo(FORM.replace("\r\nm\r\n", "\r\nother\r\n"));
    }

    @Test
    void aFileIsMeasuredExactly() {
        byte[] form = sound("x".repeat(4_000) + "\r\n--b\r\r\n").getBytes(UTF_8);
        MultipartReader reader = new MultipartReader(Endpoint.TRANSCRIPTIONS, TYPE);
        for (byte next : form) {
            reader.feed(new byte[] {next}, 0, 1);
        }
        assertThat(reader.request(0).media().millis()).isEqualTo(4_008 / 4);
        assertThat(reader.request(400).media().millis()).isEqualTo(4_408 / 4);
    }

    @Test
    void aProviderCanBeChosenWhenModelAndFileAreKnown() {
        MultipartReader modelFirst = new MultipartReader(Endpoint.TRANSCRIPTIONS, TYPE);
        String form = sound("x");
        feed(modelFirst, form.substring(0, form.indexOf("--b-", 1)));
        assertThat(modelFirst.isRoutable()).isFalse();
        feed(modelFirst, form.substring(form.indexOf("--b-", 1), form.indexOf("\r\n\r\nx") + 4));
        assertThat(modelFirst.isRoutable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b-\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nother\r\n",
                "--b-\r\nContent-Disposition: form-data; name=model\r\n\r\nother\r\n",
                "--b-\r\nContent-Disposition: form-data; name=\"model\"; filename=\"m\"\r\n\r\no\r\n",
                "--b-\r\n\r\nno headers\r\n"
            })
    void whatAProviderCouldReadOtherwiseIsRefused(String part) {
        byte[] form = (part + sound("x")).getBytes(UTF_8);
        assertThatThrownBy(() -> ApiRequest.read(Endpoint.TRANSCRIPTIONS, form, TYPE, null))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aFormHasAtMost200Parts() {
        String part = "--b-\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nx\r\n";
        for (int more : List.of(198, 199)) {
            byte[] form = (part.repeat(more) + sound("x")).getBytes(UTF_8);
            if (more == 198) {
                assertThat(ApiRequest.read(Endpoint.TRANSCRIPTIONS, form, TYPE, null).model())
                        .isEqualTo("m");
            } else {
                assertThatThrownBy(() -> ApiRequest.read(Endpoint.TRANSCRIPTIONS, form, TYPE, null))
                        .hasMessageContaining("200 parts");
            }
        }
    }

    private static void feed(MultipartReader reader, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        reader.feed(bytes, 0, bytes.length);
    }

    private static String sound(String file) {
        return "--b-\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
                + "--b-\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                + file
                + "\r\n--b---\r\n";
    }
}
