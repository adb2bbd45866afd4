package dev.syngate.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainStartTest {
    @Test
    void theStartsOfEveryDayAreRead() {
        assertEquals(new PlainStart(false, false, "", null), of(""));
        assertEquals(new PlainStart(true, false, "", null), of("serve"));
        assertEquals(new PlainStart(false, true, "/d", null), of("--data-dir /d --hidden"));
        assertEquals(new PlainStart(true, false, "/d", 0), of("serve --port 0 --data-dir /d"));
        assertEquals(
                new PlainStart(true, false, "/d", 7960), of("--data-dir /d serve --port 7960"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve --help",
                "status",
                "serve --bind 0.0.0.0",
                "serve --port",
                "serve --port -1",
                "serve --port 80x",
                "serve --port 123456",
                "serve --port=0",
                "serve --hidden",
                "--data-dir",
                "--data-dir --hidden",
                "/home/me/old.syngate-backup"
            })
    void everythingElseIsLeftToTheParser(String line) {
        assertNull(of(line));
    }

    private static @Nullable PlainStart of(String line) {
        return PlainStart.of(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
