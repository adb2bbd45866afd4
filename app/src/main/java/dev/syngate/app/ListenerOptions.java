package dev.syngate.app;

import dev.syngate.access.IpRange;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.listening.Place;
import dev.syngate.listening.Wish;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say where the gateway listens and whom it lets in.
final class ListenerOptions {
    private static final Pattern HOST = Pattern.compile("[^\\s/?#@]+");
    private static final Pattern ORIGIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s/?#@]+");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "0 to 65535, usually 7960; 0 takes a free port.")
    private @Nullable Integer port;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on.")
    private @Nullable String bind;

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

    ListenerOptions() {}

    ListenerOptions(@Nullable Integer port) {
        this.port = port;
    }

    /// The settings of a start with these options: what they leave open is as it was chosen.
    GatewaySettings settings(Path dataDir) {
        check(hosts, HOST, "--allow-host is a name such as box.lan");
        check(origins, ORIGIN, "--allow-origin is like https://app.example, without a path");
        List<IpRange> trusted = proxies.stream().map(ListenerOptions::range).toList();
        GatewaySettings usual = GatewaySettings.of(dataDir);
        try {
            Wish wish = new Wish(bind, port);
            wish.over(Place.DEFAULT);
            return usual.listening(usual.listener().allowing(hosts, origins, trusted)).at(wish);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }

    private static void check(List<String> texts, Pattern form, String what) {
        for (String text : texts) {
            if (!form.matcher(text).matches()) {
                throw new CommandFailed(what + ", not \"" + text + "\"");
            }
        }
    }

    private static IpRange range(String text) {
        try {
            return IpRange.parse(text);
        } catch (RefusedException e) {
            throw new CommandFailed("--trusted-proxy: " + e.getMessage());
        }
    }
}
