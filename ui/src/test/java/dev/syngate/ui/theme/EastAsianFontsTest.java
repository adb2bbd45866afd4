package dev.syngate.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EastAsianFontsTest {
    private static List<String> java(String option) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option);
    }

    @Test
    void theyAreMissingOnlyWhereThatIsKnown() {
        // java -version prints to the error stream only, java --version to the other one
        assertThat(new EastAsianFonts(java("-version")).areMissing()).isTrue();
        assertThat(new EastAsianFonts(java("--version")).areMissing()).isFalse();
        assertThat(new EastAsianFonts(java("--no-such-option")).areMissing()).isFalse();
        assertThat(new EastAsianFonts(List.of("no-such-program-here")).areMissing()).isFalse();
        assertThat(new EastAsianFonts(List.of()).areMissing()).isFalse();
    }
}
