package dev.syngate.http;

import dev.syngate.access.IpRange;
import java.time.Duration;
import java.util.List;

/// Where the gateway listens, and for whom.
///
/// @param bind the address to listen on
/// @param port 0: any free port
/// @param allowedHosts names in Host headers that are served beside this machine's own
/// @param allowedOrigins web origins whose pages may call, such as `https://app.example`
/// @param trustedProxies whose `X-Forwarded-For` counts
/// @param headTimeout how long a client may take to send a request's head
/// @param bodyTimeout how long a client may take to send a body, or to take an answer
/// @param keepAlive after how long a silence a streamed answer says that it is still alive
public record ListenerSettings(
        String bind,
        int port,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        List<IpRange> trustedProxies,
        Duration headTimeout,
        Duration bodyTimeout,
        Duration keepAlive) {
    /// Nobody is allowed more than the defaults.
    public static ListenerSettings of(String bind, int port) {
        return new ListenerSettings(
                bind,
                port,
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15));
    }

    public ListenerSettings {
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    public ListenerSettings on(String newBind, int newPort) {
        return new ListenerSettings(
                newBind,
                newPort,
                allowedHosts,
                allowedOrigins,
                trustedProxies,
                headTimeout,
                bodyTimeout,
                keepAlive);
    }

    public ListenerSettings allowing(
            List<String> hosts, List<String> origins, List<IpRange> proxies) {
        return new ListenerSettings(
                bind, port, hosts, origins, proxies, headTimeout, bodyTimeout, keepAlive);
    }

    public ListenerSettings waiting(Duration head, Duration body) {
        return new ListenerSettings(
                bind, port, allowedHosts, allowedOrigins, trustedProxies, head, body, keepAlive);
    }

    public ListenerSettings keepingAlive(Duration silence) {
        return new ListenerSettings(
                bind,
                port,
                allowedHosts,
                allowedOrigins,
                trustedProxies,
                headTimeout,
                bodyTimeout,
                silence);
    }
}
