package dev.syngate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What can't be meant is refused, and changes nothing.
@Timeout(60)
class OddArgumentsTest {
    @TempDir private Path folder;
    private Program syngate = new Program(Path.of("."));

    @BeforeEach
    void open() {
        syngate = new Program(folder);
    }

    @Test
    void aModelThatIsNotThereGetsNoFallbacks() {
        assertRefused("there is no model \"nope\"", "model", "fallback", "clear", "nope");
        assertRefused(
                "there is no model \"nope\"", "model", "fallback", "set", "nope", "sandbox/echo");
        assertRefused("there is no model \"nope\"", "model", "show", "nope");
        syngate.run(0, "model", "fallback", "set", "sandbox/echo", "sandbox/reasoner");
        assertThat(syngate.run(0, "model", "show", "sandbox/echo"))
                .containsPattern("fallbacks +sandbox/reasoner\n");
    }

    @Test
    void aPriceIsNotFreeAtTheSameTimeAndEndsAfterItBegins() {
        assertRefused(
                "--free and a price exclude each other",
                "model",
                "set",
                "m",
                "--free",
                "--input",
                "1");
        assertRefused(
                "--valid-until must be after the price begins to hold",
                "model",
                "set",
                "m",
                "--input",
                "1",
                "--output",
                "2",
                "--valid-until",
                "2020-01-01");
        assertRefused("there is no model \"m\"", "model", "show", "m");
        syngate.run(2, "model", "set", "m", "--enable", "--disable");
        assertThat(syngate.errors()).contains("--disable, --enable are mutually exclusive");
    }

    @Test
    void aGroupNamesOnlyProvidersThatAreThere() {
        assertRefused(
                "there is no provider \"nope\"",
                "group",
                "set",
                "Team",
                "--providers",
                "Sandbox,nope");
        assertRefused("there is no group \"Team\"", "group", "remove", "Team");
        syngate.run(0, "group", "set", "Team", "--providers", "Sandbox");
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertRefused("a port is a number from 0 to 65535", "doctor", "--port", "99999");
        assertRefused(
                "--place is 1 or more; 1 is the first",
                "model",
                "map",
                "add",
                "x*",
                "sandbox/echo",
                "--place",
                "0");
        assertRefused(
                "not an amount in dollars, such as 12.50: 1e3", "account", "topup", "Local", "1e3");
        assertRefused(
                "--kib, --days and --mib are for all keys together",
                "bodies",
                "set",
                "--key",
                "x",
                "--kib",
                "5");
    }

    @Test
    void whoIsLetInIsSpelledAsClientsSpellIt() {
        assertRefused(
                "--allow-host is a name such as box.lan, not \"a b\"",
                "serve",
                "--allow-host",
                "a b");
        assertRefused(
                "--allow-origin is like https://app.example, without a path, not \"app.example/\"",
                "serve",
                "--allow-origin",
                "app.example/");
    }

    private void assertRefused(String why, String... words) {
        syngate.run(1, words);
        assertThat(syngate.errors()).isEqualTo("syngate: " + why + "\n");
    }
}
