package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.syngate.billing.Media;
import dev.syngate.billing.Price;
import dev.syngate.billing.Price.ImageRate;
import dev.syngate.billing.Rates;
import dev.syngate.billing.Unit;
import dev.syngate.billing.Usage;
import dev.syngate.provider.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The official SDK, unchanged, against the gateway: pictures and sound, in JSON, forms and bytes.
@Timeout(60)
@SuppressWarnings("deprecation") // callers use the old models as long as they are served
class OpenAiMediaSdkTest {
    private static final String WORDS = "{\"text\":\"Hello\",\"usage\":%s}";

    @TempDir private Path folder;
    private GatewayWithProvider gateway;
    private OpenAIClient client;

    @BeforeEach
    void open() throws IOException {
        gateway = new GatewayWithProvider(folder, Provider.Protocol.OPENAI_CHAT);
        gateway.serve("dall-e-3", imagePrice());
        gateway.serve("gpt-image", Price.of(tokens().with(Unit.IMAGE_OUTPUT, Price.micros("40"))));
        gateway.serve("tts", Price.of(Rates.NONE.with(Unit.CHARACTER, Price.micros("15"))));
        gateway.serve("whisper", Price.of(Rates.NONE.with(Unit.SECOND, Price.micros("0.0001"))));
        gateway.serve("transcribe", Price.of(tokens()));
        client =
                OpenAIOkHttpClient.builder()
                        .baseUrl(gateway.address() + "/v1")
                        .apiKey(gateway.key())
                        .maxRetries(0)
                        .build();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static Rates tokens() {
        return Rates.ofTokens(Price.micros("2"), Price.micros("10"))
                .with(Unit.IMAGE_INPUT, Price.micros("8"))
                .with(Unit.AUDIO_INPUT, Price.micros("6"));
    }

    private static Price imagePrice() {
        return new Price(
                Rates.NONE,
                List.of(),
                List.of(),
                List.of(
                        new ImageRate("1024x1024", "standard", Price.micros("0.04")),
                        new ImageRate("1792x1024", "hd", Price.micros("0.12"))));
    }

    @Test
    void imagesCostByNumberSizeAndQuality() {
        gateway.provider()
                .answers(200, "{\"created\":1,\"data\":[{\"url\":\"u1\"},{\"url\":\"u2\"}]}");
        ImagesResponse made =
                client.images()
                        .generate(
                                ImageGenerateParams.builder()
                                        .model("dall-e-3")
                                        .prompt("a cat")
                                        .n(2)
                                        .size(ImageGenerateParams.Size._1792X1024)
                                        .quality(ImageGenerateParams.Quality.HD)
                                        .build());
        assertThat(made.data().orElseThrow().getFirst().url()).contains("u1");
        assertThat(sentTo("/v1/images/generations").text()).contains("\"model\":\"up-dall-e-3\"");
        gateway.charged(
                "images/generations", Usage.ofMedia(Media.ofImages(2, "1792x1024", "hd")), "0.24");
    }

    @Test
    void imagesOfNoNamedSizeCostTheUsualOne() {
        gateway.provider().answers(200, "{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}]}");
        ImagesResponse made =
                client.images()
                        .generate(
                                ImageGenerateParams.builder()
                                        .model("dall-e-3")
                                        .prompt("a cat")
                                        .build());
        assertThat(made.data().orElseThrow().getFirst().b64Json()).contains("AAAA");
        gateway.charged("images/generations", Usage.ofMedia(Media.ofImages(1, null, null)), "0.04");
    }

    @Test
    void imagesOfTokensAreEditedInForms() {
        gateway.provider()
                .answers(
                        200,
                        "{\"created\":1,\"size\":\"1024x1024\",\"quality\":\"low\",\"data\":[{\"b64_json\":\"AAAA\"}],"
                                + "\"usage\":{\"input_tokens\":50,\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":40},"
                                + "\"output_tokens\":272,\"total_tokens\":322,\"output_tokens_details\":{\"image_tokens\":272,\"text_tokens\":0}}}");
        byte[] picture = noise();
        ImagesResponse made =
                client.images()
                        .edit(
                                ImageEditParams.builder()
                                        .model("gpt-image")
                                        .prompt("a hat")
                                        .image(picture)
                                        .build());
        assertThat(made.data().orElseThrow()).hasSize(1);
        formSentTo("/v1/images/edits", "up-gpt-image", picture);
        Media media = new Media(0, 0, 40, 272, 1, "1024x1024", "low", 0, 0);
        gateway.charged("images/edits", new Usage(50, 0, 0, 0, 272, 0, media, false), "0.01122");
    }

    @Test
    void imagesAreVaried() {
        gateway.provider().answers(200, "{\"created\":1,\"data\":[{\"url\":\"u\"}]}");
        byte[] picture = noise();
        client.images()
                .createVariation(
                        ImageCreateVariationParams.builder()
                                .model("dall-e-3")
                                .image(picture)
                                .build());
        formSentTo("/v1/images/variations", "up-dall-e-3", picture);
        gateway.charged("images/variations", Usage.ofMedia(Media.ofImages(1, null, null)), "0.04");
    }

    @Test
    void speechIsBytesAndCostsByCharacter() throws IOException {
        byte[] sound = new byte[300_000];
        new Random(1).nextBytes(sound);
        gateway.provider().answers("audio/mpeg", sound);
        try (HttpResponse answer =
                client.audio()
                        .speech()
                        .create(
                                SpeechCreateParams.builder()
                                        .model("tts")
                                        .input("Hello there")
                                        .voice("alloy")
                                        .build())) {
            assertThat(answer.body().readAllBytes()).isEqualTo(sound);
            assertThat(answer.headers().values("Content-Type")).containsExactly("audio/mpeg");
            assertThat(answer.headers().values("x-syngate-provider")).containsExactly("of tts");
        }
        assertThat(sentTo("/v1/audio/speech").text()).contains("\"model\":\"up-tts\"");
        var item = gateway.gateway().requests().newest(1, all -> true).getFirst();
        assertThat(item.receipt().usage().media()).isEqualTo(Media.ofCharacters(11));
        assertThat(item.charged().dollars()).isEqualTo("0.000165");
        gateway.booksAreRight();
    }

    @Test
    void transcriptionsCostBySecond() {
        gateway.provider()
                .answers(200, WORDS.formatted("{\"type\":\"duration\",\"seconds\":12.5}"));
        byte[] sound = noise();
        var answer = client.audio().transcriptions().create(transcription("whisper", sound, null));
        assertThat(answer.asTranscription().text()).isEqualTo("Hello");
        formSentTo("/v1/audio/transcriptions", "up-whisper", sound);
        gateway.charged("audio/transcriptions", Usage.ofMedia(Media.ofMillis(12_500)), "0.00125");
    }

    @Test
    void wordyTranscriptionsTellTheirDuration() {
        gateway.provider()
                .answers(
                        200,
                        "{\"task\":\"transcribe\",\"language\":\"english\",\"duration\":8.47,\"text\":\"Hello\",\"segments\":[]}");
        var answer =
                client.audio()
                        .transcriptions()
                        .create(
                                transcription(
                                        "whisper", noise(), AudioResponseFormat.VERBOSE_JSON));
        assertThat(answer.asVerbose().text()).isEqualTo("Hello");
        gateway.charged("audio/transcriptions", Usage.ofMedia(Media.ofMillis(8_470)), "0.000847");
    }

    @Test
    void plainTextIsGuessedByTheSizeOfTheFile() {
        gateway.provider()
                .answers("text/plain; charset=utf-8", "Hello\n".getBytes(StandardCharsets.UTF_8));
        var answer =
                client.audio()
                        .transcriptions()
                        .create(transcription("whisper", noise(), AudioResponseFormat.TEXT));
        assertThat(answer.asTranscription().text()).isEqualTo("Hello\n");
        var item = gateway.gateway().requests().newest(1, all -> true).getFirst();
        assertThat(item.receipt().usage().estimated()).isTrue();
        assertThat(item.receipt().usage().media()).isEqualTo(Media.ofMillis(noise().length / 16));
        gateway.booksAreRight();
    }

    @Test
    void transcriptionsStreamAndCostTokens() {
        gateway.provider()
                .streams(
                        "{\"type\":\"transcript.text.delta\",\"delta\":\"Hello\"}",
                        "{\"type\":\"transcript.text.done\",\"text\":\"Hello\",\"usage\":{\"type\":\"tokens\",\"input_tokens\":14,"
                                + "\"input_token_details\":{\"text_tokens\":4,\"audio_tokens\":10},\"output_tokens\":5,\"total_tokens\":19}}");
        try (StreamResponse<TranscriptionStreamEvent> stream =
                client.audio()
                        .transcriptions()
                        .createStreaming(transcription("transcribe", noise(), null))) {
            List<TranscriptionStreamEvent> events = stream.stream().toList();
            assertThat(events.getFirst().asTranscriptTextDelta().delta()).isEqualTo("Hello");
            assertThat(events.getLast().isTranscriptTextDone()).isTrue();
        }
        gateway.charged(
                "audio/transcriptions",
                new Usage(14, 0, 0, 0, 5, 0, Media.ofTokens(10, 0, 0, 0), false),
                "0.000118");
    }

    @Test
    void translates() {
        gateway.provider().answers(200, WORDS.formatted("{\"type\":\"duration\",\"seconds\":3}"));
        byte[] sound = noise();
        var answer =
                client.audio()
                        .translations()
                        .create(
                                TranslationCreateParams.builder()
                                        .model("whisper")
                                        .file(sound)
                                        .build());
        assertThat(answer.asTranslation().text()).isEqualTo("Hello");
        formSentTo("/v1/audio/translations", "up-whisper", sound);
        gateway.charged("audio/translations", Usage.ofMedia(Media.ofMillis(3_000)), "0.0003");
    }

    private static TranscriptionCreateParams transcription(
            String model, byte[] sound, AudioResponseFormat format) {
        TranscriptionCreateParams.Builder params =
                TranscriptionCreateParams.builder()
                        .model(model)
                        .file(
                                MultipartField.<InputStream>builder()
                                        .value(new ByteArrayInputStream(sound))
                                        .filename("hello.wav")
                                        .build());
        return (format == null ? params : params.responseFormat(format)).build();
    }

    /// Bytes that mean nothing, so that whatever is changed shows.
    private static byte[] noise() {
        byte[] bytes = new byte[48_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private void formSentTo(String target, String model, byte[] file) {
        String body = sentTo(target).text();
        Pattern named = Pattern.compile("name=\"model\"[^\0]{0,99}\r\n\r\n" + model + "\r\n--");
        assertThat(named.matcher(body).find()).as("the provider's name of the model").isTrue();
        boolean untouched = body.contains(new String(file, StandardCharsets.ISO_8859_1));
        assertThat(untouched).as("the file as it was").isTrue();
    }

    private ScriptedProvider.Received sentTo(String target) {
        ScriptedProvider.Received sent = gateway.provider().last();
        assertThat(sent.target()).isEqualTo(target);
        assertThat(sent.header("Authorization"))
                .isEqualTo("Bearer " + GatewayWithProvider.CREDENTIAL);
        return sent;
    }
}
