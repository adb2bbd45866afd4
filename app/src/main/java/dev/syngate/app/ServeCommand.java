package dev.syngate.app;

import dev.syngate.access.IpRange;
import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.app.CommandLineInterface.Syngate;
import dev.syngate.call.RefusedException;
import dev.syngate.gateway.GatewaySettings;
import dev.syngate.http.ListenerSettings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate serve`: the gateway without a window.
@Command(name = "serve", description = "Serve without a window.")
final class ServeCommand extends Leaf {
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

    ServeCommand() {}

    ServeCommand(Syngate program) {
        super(program);
    }

    @Override
    public void run() {
        Session session = session();
        List<IpRange> trusted = proxies.stream().map(ServeCommand::range).toList();
        ListenerSettings listener =
                ListenerSettings.of(bind, port).allowing(hosts, origins, trusted);
        Serving.headless(session, GatewaySettings.of(session.dataDir()).listening(listener));
    }

    private static IpRange range(String text) {
        try {
            return IpRange.parse(text);
        } catch (RefusedException e) {
            throw new CommandFailed("--trusted-proxy: " + e.getMessage());
        }
    }
}
