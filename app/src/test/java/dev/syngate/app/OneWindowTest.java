package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OneWindowTest {
    @TempDir private Path folder;

    @Test
    void aSecondStartBringsTheFirstWindowForwardAsOftenAsItAsks() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        try (OneWindow one = OneWindow.answer(folder, asked::countDown)) {
            assertThat(one).isNotNull();
            assertThat(OneWindow.ask(folder)).isTrue();
            assertThat(OneWindow.ask(folder)).isTrue();
            asked.await();
        }
        assertThat(OneWindow.ask(folder)).isFalse();
    }

    @Test
    void whatACrashLeftBehindIsNoWindow() throws Exception {
        Files.createFile(folder.resolve("window.socket"));
        assertThat(OneWindow.ask(folder)).isFalse();
        OneWindow.answer(folder, () -> {}).close();
        assertThat(folder.resolve("window.socket")).doesNotExist();
    }
}
