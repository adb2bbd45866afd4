package dev.syngate.provider;

import dev.syngate.provider.AuthHeaders.Header;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The way to each provider: its own settings, else those of the gateway. Safe for any thread.
final class Network {
    private final Providers providers;
    private final NetworkSettings settings;
    private final SystemProxy system;
    private volatile Basis basis;
    private final TrustStores trust = new TrustStores();

    Network(Providers providers, NetworkSettings settings, Map<String, String> environment) {
        this(providers, settings, new SystemProxy(environment));
    }

    Network(Providers providers, NetworkSettings settings, SystemProxy system) {
        this.providers = providers;
        this.settings = settings;
        this.system = system;
        this.basis = new Basis(settings.get(), system.version());
    }

    /// What ways are worked out from, besides providers.
    private record Basis(Object settings, Object system) {}

    /// How a provider is reached.
    ///
    /// @param proxy null: none
    /// @param headers sent with each call
    record Way(@Nullable ProxyAddress proxy, Trust trust, List<Header> headers) {}

    /// What is worked out once for each provider, anew when it, the gateway's settings or the
    /// system's change.
    <T> PerProvider<T> perProvider(PerProvider.Work<T> work) {
        return new PerProvider<>(work, this::basis);
    }

    private Basis basis() {
        Basis known = basis;
        Object chosen = settings.get();
        Object told = system.version();
        if (known.settings() != chosen || known.system() != told) {
            known = new Basis(chosen, told);
            basis = known;
        }
        return known;
    }

    /// @throws IOException when a file of authorities or a certificate can't be read
    Way to(Provider provider) throws IOException {
        Transport transport = providers.transport(provider);
        List<Header> headers = new ArrayList<>();
        transport.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        List<String> authorities =
                Stream.of(settings.get().caFile(), provider.connecting().caFile())
                        .filter(file -> file != null)
                        .map(String::valueOf)
                        .toList();
        String password = transport.certificatePassword();
        ClientCertificate certificate =
                transport.certificate() == null
                        ? null
                        : new ClientCertificate(
                                transport.certificate(), password == null ? "" : password);
        return new Way(proxy(provider, transport), trust.of(authorities, certificate), headers);
    }

    private @Nullable ProxyAddress proxy(Provider provider, Transport transport) {
        String host = BaseUrl.host(provider.baseUrl());
        if (SystemProxy.isLoopback(host)) {
            return null;
        }
        String chosen = transport.proxy() == null ? settings.proxy() : transport.proxy();
        return switch (chosen) {
            case ProxyAddress.NONE -> null;
            case ProxyAddress.SYSTEM -> system.of(URI.create(provider.baseUrl()), host);
            default -> ProxyAddress.parse(chosen);
        };
    }
}
