package dev.syngate.provider;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proxy that the operating system names for an address: in its settings, else in the variables
/// that programs of the command line heed (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
final class SystemProxy {
    private final Map<String, String> environment;

    SystemProxy(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @return null: none
    @Nullable ProxyAddress of(URI address, String host) {
        ProxyAddress found = ofSettings(address);
        return found == null ? ofEnvironment(address.getScheme(), host) : found;
    }

    private static @Nullable ProxyAddress ofSettings(URI address) {
        ProxySelector settings = ProxySelector.getDefault();
        if (settings == null) {
            return null;
        }
        return settings.select(address).stream()
                .filter(proxy -> proxy.address() instanceof java.net.InetSocketAddress)
                .map(SystemProxy::of)
                .findFirst()
                .orElse(null);
    }

    private static ProxyAddress of(Proxy proxy) {
        java.net.InetSocketAddress place = (java.net.InetSocketAddress) proxy.address();
        return new ProxyAddress(proxy.type(), place.getHostString(), place.getPort(), null);
    }

    private @Nullable ProxyAddress ofEnvironment(String scheme, String host) {
        String named = variable(scheme + "_proxy");
        String text = named == null ? variable("all_proxy") : named;
        if (text == null || isExempt(host)) {
            return null;
        }
        try {
            return ProxyAddress.parse(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable String variable(String name) {
        String lower = environment.get(name.toLowerCase(Locale.ROOT));
        String found = lower == null ? environment.get(name.toUpperCase(Locale.ROOT)) : lower;
        return found == null || found.isBlank() ? null : found.strip();
    }

    private boolean isExempt(String host) {
        String list = variable("no_proxy");
        String name = host.toLowerCase(Locale.ROOT);
        return list != null
                && Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> entry.startsWith("*") ? entry.substring(1) : entry)
                        .anyMatch(entry ->
                                entry.isEmpty()
                                        || name.equals(entry)
                                        || name.endsWith(
                                                entry.startsWith(".") ? entry : "." + entry));
    }

    /// Whether the host is this machine: no proxy is ever asked for that.
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
