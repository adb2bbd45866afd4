package dev.syngate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, ::1, true",
        "::1, 127.0.0.1, true",
        "::1, 127.0.0.2, true",
        "127.0.0.0/8, ::1, true",
        "127.0.0.7, 127.0.0.7, true",
        "10.0.0.0/8, ::1, false",
        "10.0.0.0/8, 127.0.0.1, false",
        "10.0.0.0/8, 10.1.2.3, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, ::1, false",
        "127.0.0.1, 192.168.0.1, false",
        "127.0.0.1, fe80::1, false"
    })
    void bothLoopbackAddressesAreThisMachine(String range, String address, boolean inside) {
        assertThat(IpRange.parse(range).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }
}
