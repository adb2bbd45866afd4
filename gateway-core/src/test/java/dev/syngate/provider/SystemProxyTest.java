package dev.syngate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syngate.billing.Price;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the settings of the system say of proxies, while that changes.
@Timeout(60)
class SystemProxyTest {
    @TempDir private Path folder;
    private final ProxySelector before = ProxySelector.getDefault();
    private final AtomicReference<Proxy> named = new AtomicReference<>(Proxy.NO_PROXY);

    @BeforeEach
    void set() {
        ProxySelector.setDefault(
                new ProxySelector() {
                    @Override
                    public List<Proxy> select(URI address) {
                        return List.of(named.get());
                    }

                    @Override
                    public void connectFailed(URI address, SocketAddress proxy, IOException e) {}
                });
    }

    @AfterEach
    void setBack() {
        ProxySelector.setDefault(before);
    }

    @Test
    void aProxyProgramThatComesGoesOrMovesIsFollowedWithoutARestart() throws Exception {
        try (UpstreamScene scene = new UpstreamScene(folder)) {
            Network network = scene.ways(new SystemProxy(Map.of(), Duration.ZERO));
            PerProvider<Optional<ProxyAddress>> ways =
                    network.perProvider(one -> Optional.ofNullable(network.to(one).proxy()));
            Provider provider =
                    scene.providers()
                            .add(
                                    new Provider(
                                            "",
                                            "p",
                                            Provider.Protocol.OPENAI_CHAT,
                                            "https://models.example/v1",
                                            Price.FREE,
                                            0,
                                            1,
                                            true),
                                    "sk-1");
            assertThat(ways.of(provider)).isEmpty();
            named.set(proxy(7890));
            awaitPort(ways, provider, 7890);
            named.set(proxy(7891));
            awaitPort(ways, provider, 7891);
            named.set(Proxy.NO_PROXY);
            awaitPort(ways, provider, 0);
        }
    }

    private static Proxy proxy(int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1", port));
    }

    /// @param port 0: no proxy
    private static void awaitPort(
            PerProvider<Optional<ProxyAddress>> ways, Provider provider, int port)
            throws IOException {
        while (ways.of(provider).map(ProxyAddress::port).orElse(0) != port) {
            Thread.onSpinWait();
        }
    }
}
