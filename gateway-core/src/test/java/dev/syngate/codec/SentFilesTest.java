package dev.syngate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.call.Refusal;
import dev.syngate.protocol.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files and sound that a caller sends, towards providers of every protocol.
class SentFilesTest {
    private static final String PDF = "JVBERi0xLjQ=";
    private static final String WAV = "UklGRiQA";
    private static final List<Endpoint> PROVIDERS =
            List.of(
                    Endpoint.CHAT,
                    Endpoint.RESPONSES,
                    Endpoint.MESSAGES,
                    Endpoint.GENERATE_CONTENT);

    /// @param part of a user's message
    private static String asking(Endpoint caller, String part) {
        String asked =
                switch (caller) {
                    case RESPONSES -> "{'model':'m','input':[{'role':'user','content':[%s]}]}";
                    case GENERATE_CONTENT -> "{'contents':[{'role':'user','parts':[%s]}]}";
                    default ->
                            "{'model':'m','max_tokens':9,'messages':[{'role':'user','content':[%s]}]}";
                };
        return asked.formatted(part).replace('\'', '"');
    }

    private static String file(Endpoint caller) {
        return switch (caller) {
            case CHAT ->
                    "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,"
                            + PDF
                            + "'}}";
            case RESPONSES ->
                    "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,"
                            + PDF
                            + "'}";
            case MESSAGES ->
                    "{'type':'document','title':'a.pdf','source':{'type':'base64','media_type':'application/pdf','data':'"
                            + PDF
                            + "'}}";
            default -> "{'inlineData':{'mimeType':'application/pdf','data':'" + PDF + "'}}";
        };
    }

    /// Anthropic's protocol has no word for sound.
    private static String sound(Endpoint caller) {
        return switch (caller) {
            case CHAT, RESPONSES ->
                    "{'type':'input_audio','input_audio':{'format':'wav','data':'" + WAV + "'}}";
            default -> "{'inlineData':{'mimeType':'audio/wav','data':'" + WAV + "'}}";
        };
    }

    private static Translation translation(Endpoint caller, String part) {
        byte[] body = asking(caller, part).getBytes(StandardCharsets.UTF_8);
        return Translation.of(caller, "id1", "m", 1, 20, body, "key", Memory.empty(), null);
    }

    private static String sent(Translation translation, Endpoint provider) {
        byte[] body = translation.to(provider, "um", false, "maker").body();
        return new String(body, StandardCharsets.UTF_8);
    }

    static Stream<Arguments> pairs() {
        return PROVIDERS.stream()
                .flatMap(caller ->
                        PROVIDERS.stream().map(provider -> Arguments.of(caller, provider)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aFileComesThroughInThePlaceOfItsProtocol(Endpoint caller, Endpoint provider) {
        Translation translation = translation(caller, file(caller));
        assertThat(translation.refusal(provider)).isNull();
        assertThat(translation.dropped(provider)).isEmpty();
        String place =
                switch (provider) {
                    case CHAT -> "\"type\":\"file\"";
                    case RESPONSES -> "\"type\":\"input_file\"";
                    case MESSAGES -> "\"type\":\"document\"";
                    default -> "\"inlineData\"";
                };
        assertThat(sent(translation, provider)).contains(place, PDF, "application/pdf");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void soundComesThroughOrIsRefused(Endpoint caller, Endpoint provider) {
        if (caller == Endpoint.MESSAGES) {
            return;
        }
        Translation translation = translation(caller, sound(caller));
        Refusal refusal = translation.refusal(provider);
        if (provider == Endpoint.MESSAGES || provider == Endpoint.RESPONSES) {
            assertThat(refusal).isNotNull();
        } else {
            assertThat(refusal).isNull();
            String place = provider == Endpoint.CHAT ? "\"input_audio\"" : "\"inlineData\"";
            assertThat(sent(translation, provider)).contains(place, WAV, "wav");
        }
    }
}
