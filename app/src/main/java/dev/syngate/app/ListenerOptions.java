package dev.syngate.app;

import dev.syngate.access.IpRange;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.http.ListenerSettings;
import java.util.List;
import picocli.CommandLine.Option;

/// The options that say where the gateway listens and whom it lets in.
final class ListenerOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "0 takes a free port.")
    private int port = GatewaySettings.DEFAULT_PORT;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on.")
    private String bind = GatewaySettings.LOOPBACK;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "A name of this machine that clients use; repeatable.")
    private List<String> hosts = List.of();

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "A web origin whose pages may call, as in https://app.example; repeatable.")
    private List<String> origins = List.of();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            description = "A proxy whose X-Forwarded-For counts; repeatable.")
    private List<String> proxies = List.of();

    ListenerSettings settings() {
        List<IpRange> trusted = proxies.stream().map(ListenerOptions::range).toList();
        return ListenerSettings.of(bind, port).allowing(hosts, origins, trusted);
    }

    private static IpRange range(String text) {
        try {
            return IpRange.parse(text);
        } catch (RefusedException e) {
            throw new CommandFailed("--trusted-proxy: " + e.getMessage());
        }
    }
}
