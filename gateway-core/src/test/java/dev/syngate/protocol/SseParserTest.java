package dev.syngate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private static final String GOLDEN =
            """
            : OPENROUTER PROCESSING

            data: {"a":1}

            event: x
            data:two
            data: lines ü
            data
            id: 7

            database: no


            data: [DONE]

            """;
    private static final List<String> DATA = List.of("{\"a\":1}", "two\nlines ü\n", "[DONE]");

    @Test
    void eventsAreTheSameWhereverTheBytesAreCut() throws Exception {
        for (String lineEnd : List.of("\n", "\r\n", "\r")) {
            byte[] bytes = GOLDEN.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
            for (int cut = 0; cut <= bytes.length; cut++) {
                assertGolden(bytes, cut, bytes.length);
            }
            for (int size = 1; size < 7; size++) {
                assertGolden(bytes, size, size);
            }
        }
    }

    private static void assertGolden(byte[] bytes, int firstCut, int size)
            throws ProtocolException {
        SseParser parser = new SseParser();
        List<String> data = new ArrayList<>();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        int from = 0;
        int to = firstCut;
        while (from < bytes.length) {
            parser.feed(bytes, from, to - from);
            take(parser, data, raw);
            from = to;
            to = Math.min(bytes.length, to + size);
        }
        SseEvent rest = parser.rest();
        if (rest != null) {
            keep(rest, data, raw);
        }
        assertThat(data).isEqualTo(DATA);
        assertThat(raw.toByteArray()).isEqualTo(bytes);
    }

    private static void take(SseParser parser, List<String> data, ByteArrayOutputStream raw)
            throws ProtocolException {
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            keep(event, data, raw);
        }
    }

    private static void keep(SseEvent event, List<String> data, ByteArrayOutputStream raw) {
        raw.writeBytes(event.raw());
        byte[] view = new byte[event.rawLength()];
        event.bytes().get(view);
        assertThat(view).isEqualTo(event.raw());
        if (event.hasData()) {
            data.add(event.text());
        }
    }

    @Test
    void anEventIsHandedOutAsSoonAsItsBlankLineIsThere() throws Exception {
        SseParser parser = new SseParser();
        feed(parser, "data: 1\n");
        assertThat(parser.next()).isNull();
        feed(parser, "\n");
        assertThat(parser.next()).isNotNull().extracting(SseEvent::text).isEqualTo("1");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstField() throws Exception {
        SseParser parser = new SseParser();
        feed(parser, "\ufeffdata: 1\n\n");
        assertThat(parser.next()).isNotNull().extracting(SseEvent::text).isEqualTo("1");
    }

    @Test
    void theRestIsTheEventThatNobodyEnded() throws Exception {
        SseParser parser = new SseParser();
        feed(parser, "data: 1\n\ndata: [DONE]");
        assertThat(parser.next()).isNotNull();
        assertThat(parser.next()).isNull();
        assertThat(parser.rest()).isNotNull().extracting(SseEvent::text).isEqualTo("[DONE]");
        assertThat(parser.rest()).isNull();
    }

    @Test
    void anEventLargerThanTheFirstBufferIsWhole() throws Exception {
        SseParser parser = new SseParser();
        String text = "0123456789".repeat(10_000);
        feed(parser, "data: 1\n\ndata: " + text.substring(0, 50_000));
        assertThat(parser.next()).isNotNull().extracting(SseEvent::text).isEqualTo("1");
        assertThat(parser.next()).isNull();
        feed(parser, text.substring(50_000) + "\ndata: end\n\n");
        assertThat(parser.next()).isNotNull().extracting(SseEvent::text).isEqualTo(text + "\nend");
    }

    @Test
    void anEventOfMoreThanSixtyFourMebibytesIsRefused() {
        SseParser parser = new SseParser();
        byte[] part = new byte[1 << 20];
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 65; i++) {
                                parser.feed(part, 0, part.length);
                                assertThat(parser.next()).isNull();
                            }
                        })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("64 MiB");
    }

    private static void feed(SseParser parser, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
    }
}
