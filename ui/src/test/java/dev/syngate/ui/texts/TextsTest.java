package dev.syngate.ui.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private static final Path BUNDLES = Path.of("src/main/resources/dev/syngate/ui/texts");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9_.]+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    private static Properties bundle(String suffix) throws IOException {
        Properties bundle = new Properties();
        try (Reader reader =
                Files.newBufferedReader(BUNDLES.resolve("texts" + suffix + ".properties"))) {
            bundle.load(reader);
        }
        return bundle;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_vi", "_zh"})
    void everyTextIsInEveryLanguageWithTheSamePlaces(String language) throws IOException {
        Properties english = bundle("");
        Properties translated = bundle(language);
        assertThat(translated.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(translated.getProperty(key)).as(key).isNotBlank();
            assertThat(places(translated.getProperty(key)))
                    .as(key)
                    .isEqualTo(places(english.getProperty(key)));
        }
    }

    private static Set<String> places(String pattern) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = PLACE.matcher(pattern);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }

    @Test
    void everyTextIsUsed() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = LITERAL.matcher(Files.readString(file));
                while (matcher.find()) {
                    used.add(matcher.group(1));
                }
            }
        }
        for (String key : bundle("").stringPropertyNames()) {
            boolean known =
                    used.contains(key)
                            || used.stream()
                                    .anyMatch(one -> one.endsWith(".") && key.startsWith(one))
                            || key.matches(
                                    "([a-z]+\\.(column|fact|none|rotate)|effort|bucket|state|period|page|section|theme)\\..*"
                                            + "|[a-z]+\\.(new|search|count)");
            assertThat(known).as("a text that nobody shows: " + key).isTrue();
        }
    }

    @Test
    void numbersDecideTheForm() {
        Texts texts = Texts.in(Locale.ENGLISH);
        assertThat(texts.of("days", 1)).isEqualTo("1 day");
        assertThat(texts.of("days", 30)).isEqualTo("30 days");
        assertThat(texts.of("keys.count", 0)).isEqualTo("No keys");
        assertThat(texts.of("tokens", 1812)).isEqualTo("1,812 tokens");
    }

    @Test
    void whoeverHasAnotherLanguageReadsEnglish() {
        assertThat(Texts.in(Locale.FRENCH).of("done")).isEqualTo("Done");
        assertThat(Texts.in(Locale.SIMPLIFIED_CHINESE).of("done")).isEqualTo("完成");
        assertThat(Texts.in(Locale.of("vi", "VN")).of("done")).isEqualTo("Xong");
    }
}
