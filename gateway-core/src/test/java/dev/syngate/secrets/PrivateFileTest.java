package dev.syngate.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    @TempDir private Path folder;

    @Test
    void whatCannotBePutInItsPlaceLeavesNoCopyBehind() throws IOException {
        Path place = folder.resolve("key");
        Files.createDirectories(place.resolve("in the way"));
        byte[] secret = {1, 2, 3};
        assertThatThrownBy(() -> PrivateFile.createDurable(place, secret))
                .isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(place);
        }
    }
}
