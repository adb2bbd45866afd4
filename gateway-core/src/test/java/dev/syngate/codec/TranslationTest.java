package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.billing.Usage;
import dev.syngate.chat.ChatEvent;
import dev.syngate.protocol.ChatChunk;
import dev.syngate.protocol.Json;
import dev.syngate.protocol.SseEvent;
import dev.syngate.protocol.SseParser;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every codec promises, in all pairs.
class TranslationTest {
    private static final Usage USAGE = Usage.ofTokens(20, 5, 9, 3);

    static Stream<Arguments> pairs() {
        return Stream.of(Wire.values())
                .flatMap(caller ->
                        Stream.of(Wire.values()).map(provider -> Arguments.of(caller, provider)));
    }

    private static TranslatedAnswer answer(Wire caller, Wire provider, boolean stream) {
        return translation(caller, stream)
                .to(provider.endpoint(stream), "um", stream, "maker")
                .answer();
    }

    private static Translation translation(Wire caller, boolean stream) {
        return Translation.of(
                caller.endpoint(stream),
                "id1",
                "m",
                1,
                20,
                bytes(caller.request(stream)),
                "key",
                Memory.empty(),
                null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void wholeAnswersSayTheSame(Wire caller, Wire provider) {
        for (Said said : Said.all()) {
            TranslatedAnswer answer = answer(caller, provider, false);
            byte[] body = answer.whole(bytes(provider.whole(said)));
            Hearing heard = caller.heard(text(body));
            assertThat(heard.said()).isEqualTo(said);
            assertThat(heard.ends()).isEqualTo(1);
            assertThat(answer.charged(body).usage()).isEqualTo(USAGE);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void streamsSayTheSameWhereverTheyAreCutIntoPieces(Wire caller, Wire provider)
            throws IOException {
        for (Said said : Said.all()) {
            byte[] stream = bytes(String.join("", provider.stream(said)));
            String once = text(translated(caller, provider, stream, stream.length));
            Hearing heard = caller.heardStream(once);
            assertThat(heard.said()).as(once).isEqualTo(said);
            assertThat(heard.ends()).isEqualTo(1);
            int step = said.equals(Said.TOOLS) ? 1 : stream.length;
            for (int cut = step; cut < stream.length; cut += step) {
                assertThat(text(translated(caller, provider, stream, cut))).isEqualTo(once);
            }
        }
    }

    /// Fed in two pieces.
    private static byte[] translated(Wire caller, Wire provider, byte[] stream, int cut)
            throws IOException {
        TranslatedAnswer answer = answer(caller, provider, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SseParser parser = new SseParser();
        feed(answer, parser, stream, 0, cut, out);
        feed(answer, parser, stream, cut, stream.length, out);
        answer.end();
        answer.writeTo(out);
        return out.toByteArray();
    }

    /// @return what the last event says
    private static ChatChunk feed(
            TranslatedAnswer answer,
            SseParser parser,
            byte[] stream,
            int from,
            int to,
            ByteArrayOutputStream out)
            throws IOException {
        ChatChunk last = ChatChunk.NOTHING;
        parser.feed(stream, from, to - from);
        for (SseEvent event = parser.next(); event != null; event = parser.next()) {
            last = answer.take(event);
            answer.writeTo(out);
            if (last.failure() != null) {
                return last;
            }
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aCutIsNeverAnEnd(Wire caller, Wire provider) throws IOException {
        List<String> events = provider.stream(Said.TOOLS);
        for (int kept = 0; kept < events.size() - 3; kept++) {
            TranslatedAnswer answer = answer(caller, provider, true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] stream = bytes(String.join("", events.subList(0, kept)));
            feed(answer, new SseParser(), stream, 0, stream.length, out);
            assertThatThrownBy(answer::end).isInstanceOf(EOFException.class);
            assertThat(caller.heardStream(text(out.toByteArray())).ends()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aFailureEndsWhatIsTranslated(Wire caller, Wire provider) throws IOException {
        List<String> events = provider.stream(Said.TEXT);
        String begun = String.join("", events.subList(0, 2));
        byte[] stream = bytes(begun + provider.failure() + String.join("", events));
        TranslatedAnswer answer = answer(caller, provider, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChatChunk last = feed(answer, new SseParser(), stream, 0, stream.length, out);
        assertThat(last.failure()).isEqualTo("the model fell over");
        assertThat(last.events()).doesNotContain(new ChatEvent.Done());
        assertThat(answer.end()).isEqualTo(ChatChunk.NOTHING);
        assertThat(answer.writeTo(out)).isZero();
        assertThat(caller.heardStream(text(out.toByteArray())).ends()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void requestsAskTheSame(Wire caller, Wire provider) {
        byte[] sent =
                translation(caller, true).to(provider.endpoint(true), "um", true, "maker").body();
        var request =
                Objects.requireNonNull(Codec.of(provider.endpoint(true)))
                        .read(Json.MAPPER.readTree(sent));
        var expected =
                Objects.requireNonNull(Codec.of(provider.endpoint(true)))
                        .read(Json.MAPPER.readTree(bytes(provider.request(true))));
        assertThat(request.messages()).isEqualTo(expected.messages());
        assertThat(request.tools().stream().map(tool -> tool.name() + tool.schema()))
                .isEqualTo(
                        expected.tools().stream()
                                .map(tool -> tool.name() + tool.schema())
                                .toList());
        assertThat(request.format().toString()).contains(Wire.SCHEMA);
        assertThat(request.thinking().effort()).isEqualTo(expected.thinking().effort());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
