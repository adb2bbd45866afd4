package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syngate.call.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutsTest {
    @Test
    void serversNearbyMayTakeTenMinutesToTheirFirstByte() {
        assertThat(Timeouts.USUAL.of(at("http://127.0.0.1:11434/v1")).firstByte())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(Timeouts.USUAL.of(at("http://192.168.1.7:8080/v1")).firstByte())
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(Timeouts.USUAL.of(at("https://api.example.com/v1")).firstByte())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aProvidersOwnSettingsGoFirst() {
        Provider provider =
                at("http://127.0.0.1:11434/v1").connectedTo(new Connecting(3, 0, 90, null));
        assertThat(Timeouts.USUAL.of(provider))
                .isEqualTo(
                        new Timeouts(Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(90)));
    }

    @Test
    void moreThanADayIsRefused() {
        assertThatThrownBy(() -> new Connecting(null, 86_401, null, null).check())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("first_byte_timeout");
    }

    private static Provider at(String baseUrl) {
        return new Provider("", "p", Provider.Protocol.OPENAI_CHAT, baseUrl, null, 0, 1, true);
    }
}
