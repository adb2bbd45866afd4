package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.gateway.Gateway;
import dev.syngate.gateway.GatewaySettings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
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

    @Test
    void aDataDirectoryThatCanHoldNoSocketNamesAnotherPlace() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a".repeat(60)).resolve("b".repeat(60)));
        CountDownLatch asked = new CountDownLatch(1);
        Path elsewhere;
        try (OneWindow one = OneWindow.answer(deep, asked::countDown)) {
            assertThat(one).isNotNull();
            elsewhere = Path.of(Files.readString(deep.resolve("window.socket")));
            assertThat(OneWindow.ask(deep)).isTrue();
            asked.await();
        }
        assertThat(OneWindow.ask(deep)).isFalse();
        assertThat(deep.resolve("window.socket")).doesNotExist();
        assertThat(elsewhere.getParent()).doesNotExist();
    }

    @Test
    void commandsSayThatTheWindowHasPausedItsGateway() throws Exception {
        try (Gateway gateway = Gateway.open(GatewaySettings.of(folder), InstantSource.system());
                OneWindow one = OneWindow.answer(folder, () -> {})) {
            assertThat(one).isNotNull();
            assertThat(gateway.keys().list()).isEmpty();
            StringWriter errors = new StringWriter();
            Terminal terminal =
                    new Terminal(
                            InputStream.nullInputStream(),
                            new PrintWriter(PrintWriter.nullWriter()),
                            new PrintWriter(errors, true),
                            false,
                            false,
                            Map.of("SYNGATE_KEYCHAIN", "off"));
            int code =
                    CommandLineInterface.run(
                            new String[] {"status", "--data-dir", folder.toString()},
                            terminal,
                            Clock.systemUTC());
            assertThat(code).isNotZero();
            assertThat(errors.toString()).contains("paused", "open Syngate and resume it");
        }
    }
}
