package dev.syngate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.access.IpRange;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies =
            new TrustedProxies(List.of(IpRange.parse("10.0.0.0/8"), IpRange.parse("::1")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.168.1.5 | 1.2.3.4                     | 192.168.1.5",
                "10.0.0.1    | 1.2.3.4                     | 1.2.3.4",
                "10.0.0.1    | 6.6.6.6, 1.2.3.4            | 1.2.3.4",
                "10.0.0.1    | 1.2.3.4, 10.9.9.9           | 1.2.3.4",
                "10.0.0.1    | 10.9.9.9                    | 10.9.9.9",
                "::1         | 1.2.3.4:5678                | 1.2.3.4",
                "::1         | [fd00::7]:80                | fd00::7",
                "::1         | fd00::7                     | fd00::7",
                "10.0.0.1    | 1.2.3.4, unknown            | 10.0.0.1",
                "10.0.0.1    | 1.2.3.4, evil.example       | 10.0.0.1",
                "10.0.0.1    | 1.2.3.4, unknown, 10.2.2.2  | 10.2.2.2",
                "10.0.0.1    | ,,                          | 10.0.0.1",
            })
    void theClientIsTheFirstHopThatIsNoTrustedProxy(String socket, String header, String client) {
        assertThat(proxies.client(InetAddress.ofLiteral(socket), header))
                .isEqualTo(InetAddress.ofLiteral(client));
    }
}
