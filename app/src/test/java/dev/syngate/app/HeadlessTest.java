package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HeadlessTest {
    @TempDir private Path folder;

    @Test
    void servingLoadsNoClassOfTheWindowNorOfItsToolkits() throws Exception {
        Path loaded = folder.resolve("loaded");
        try (ServedProcess process =
                new ServedProcess(folder.resolve("data"), "-Xlog:class+load:file=" + loaded)) {
            process.terminate();
        }
        assertThat(Files.readString(loaded))
                .contains("dev.syngate.gateway.Gateway ")
                .doesNotContain(" javafx.", " com.sun.javafx.", " dev.syngate.ui.", " java.awt.");
    }
}
