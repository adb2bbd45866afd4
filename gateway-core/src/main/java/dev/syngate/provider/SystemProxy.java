package dev.syngate.provider;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proxy that the operating system names for an address: in its settings, else in the variables
/// that programs of the command line heed (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
/// The settings are asked again every few seconds: programs of proxies come and go. Safe for any
/// thread.
final class SystemProxy {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final long betweenLooks;
    private final Map<URI, Optional<ProxyAddress>> told = new ConcurrentHashMap<>();
    private final AtomicLong lastLook = new AtomicLong(System.nanoTime());
    private volatile Object version = new Object();

    SystemProxy(Map<String, String> environment) {
        this(environment, BETWEEN_LOOKS);
    }

    SystemProxy(Map<String, String> environment, Duration betweenLooks) {
        this.environment = environment;
        this.betweenLooks = betweenLooks.toNanos();
    }

    /// @return null: none
    @Nullable ProxyAddress of(URI address, String host) {
        ProxyAddress found = ofSettings(address);
        told.put(address, Optional.ofNullable(found));
        return found == null ? ofEnvironment(address.getScheme(), host) : found;
    }

    /// The same object until the system says something else of an address that it was asked for. It
    /// is asked beside the caller, as it may take its time.
    Object version() {
        long before = lastLook.get();
        long now = System.nanoTime();
        if (now - before >= betweenLooks
                && !told.isEmpty()
                && lastLook.compareAndSet(before, now)) {
            Thread.ofVirtual().name("system-proxy").start(this::lookAgain);
        }
        return version;
    }

    private void lookAgain() {
        boolean same =
                told.entrySet().stream()
                        .allMatch(one ->
                                one.getValue()
                                        .equals(Optional.ofNullable(ofSettings(one.getKey()))));
        if (!same) {
            told.clear();
            version = new Object();
        }
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
